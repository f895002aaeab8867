"""What a key is: exact quotas from an amount and a scope, and the steps that explain them.

Here too is `Then`, which `>>` makes of any two keys. Never here: any particular rule.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from fordelning.errors import ConservationError, InputTypeError, OverdrawnError, UnspentError
from fordelning.exact import Vector, exact
from fordelning.keys.steps import Step
from fordelning.measures import Scope
from fordelning.money import Ore
from fordelning.sentences import shown

__all__ = ["Key", "Quotas", "Then", "as_key", "distributed", "not_overdrawn", "spent"]

_NOTHING = Fraction(0)


@frozen
class Quotas:
    """Hold what a key gives each recipient, in exact öre, and what it leaves.

    `vector` is in the order of the scope's codes. The sum of the vector and `rest` is
    what the key was given; a negative rest means that it gave more.

    Raises:
        InputTypeError: a rest that is a float, or no exact number.
    """

    vector: Vector
    rest: Fraction = field(default=_NOTHING, converter=exact)


class Key(ABC):
    """Turn an amount into exact quotas (fördelningsnyckel).

    sum of the quotas + rest = amount, in exact öre: every öre that a key was given is in
    its quotas or in its rest, which `allocate` checks. A key is a frozen value. `a >> b`
    lets b distribute what a leaves (därefter). Write one of your own as a frozen attrs
    class that defines `quotas`.

    >>> from fordelning import Equal
    >>> isinstance(Equal(), Key)
    True

    Raises:
        InputTypeError: something else than a key behind `>>`.
    """

    __slots__ = ()

    @abstractmethod
    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Distribute an amount of exact öre over the recipients in scope."""

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return the same calculation as typed records, for a trace."""
        quotas = self.quotas(amount, scope)
        return (
            Step(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=quotas.vector,
                rest=quotas.rest,
            ),
        )

    def __rshift__(self, following: Key) -> Then:
        return Then(self, following)


def as_key(value: Key) -> Key:
    """Return a key, having seen that it is one.

    Raises:
        InputTypeError: anything else.
    """
    if isinstance(value, Key):
        return value
    if isinstance(value, type):
        raise InputTypeError("key.class", name=value.__name__)
    raise InputTypeError("key.type", value=shown(value), type=type(value).__name__)


def distributed(key: Key, amount: Fraction, scope: Scope) -> Quotas:
    """Let a key, which may be the caller's own, distribute an amount, and check that it did.

    Raises:
        InputTypeError: it gave something else than `Quotas` of a `Vector`, or floats.
        ConservationError: it left somebody out, or made or lost money.
    """
    quotas = key.quotas(amount, scope)
    if not isinstance(quotas, Quotas) or not isinstance(quotas.vector, Vector):
        raise InputTypeError("key.answer", key=repr(key), value=shown(quotas))
    if len(quotas.vector) != len(scope.codes):
        raise ConservationError(
            "key.wrong_length",
            key=repr(key),
            quotas=len(quotas.vector),
            recipients=len(scope.codes),
        )
    if not quotas.vector.adds_up_to(amount - quotas.rest if quotas.rest else amount):
        raise ConservationError(
            "key.not_conserving",
            key=repr(key),
            given=Ore(amount),
            accounted=Ore(quotas.vector.total() + quotas.rest),
        )
    return quotas


def spent(key: Key, quotas: Quotas, amount: Fraction) -> Vector:
    """Return the quotas of a key that may leave nothing and hand out no more than it has.

    Raises:
        UnspentError: it leaves a rest.
        OverdrawnError: it hands out more.
    """
    if quotas.rest and quotas.rest > 0:
        raise UnspentError("money.unspent", key=repr(key), left=Ore(quotas.rest), given=Ore(amount))
    return not_overdrawn(key, quotas, amount).vector


def not_overdrawn(key: Key, quotas: Quotas, amount: Fraction) -> Quotas:
    """Return the quotas of a key that may leave a rest but hand out no more than it has.

    Raises:
        OverdrawnError: it hands out more.
    """
    if quotas.rest and quotas.rest < 0:
        raise OverdrawnError(
            "money.overdrawn", key=repr(key), over=Ore(-quotas.rest), given=Ore(amount)
        )
    return quotas


@final
@frozen(repr=False, init=False)
class Then(Key):
    """Let each key distribute what the key before it left (därefter): `a >> b`.

    quota = what a gives of the amount + what b gives of a's rest + ..., in exact öre. The
    last key may leave a rest too, which is then this key's. Chains are flat, so that
    `(a >> b) >> c == a >> (b >> c)`.

    Real: "5 mkr per län och resten efter befolkningsmängd" (2020).

    >>> from fordelning import Flat, PerCapita, mkr
    >>> Flat(mkr(5)) >> PerCapita()
    Flat(kr("5 000 000")) >> PerCapita()

    Raises:
        InputTypeError: something else than a key.

    Raises, when it distributes:
        OverdrawnError: a key before the last hands out more than it was given.
    """

    keys: tuple[Key, ...]

    if TYPE_CHECKING:  # attrs makes it, for a class that has an __init__ of its own

        def __attrs_init__(self, keys: tuple[Key, ...]) -> None: ...

    def __init__(self, first: Key, *others: Key) -> None:
        flat: list[Key] = []
        for key in (first, *others):
            flat.extend(key.keys if isinstance(key, Then) else (as_key(key),))
        self.__attrs_init__(tuple(flat))

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return the sum of what the keys give, and what the last one leaves."""
        first, *others = self.keys
        quotas = distributed(first, amount, scope)
        vector, given, before = quotas.vector, amount, first
        for key in others:
            given = not_overdrawn(before, quotas, given).rest
            quotas = distributed(key, given, scope)
            vector, before = vector + quotas.vector, key
        return Quotas(vector, quotas.rest)

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return the steps of each key, with what it was given."""
        steps: list[Step] = []
        for key in self.keys:
            steps.extend(key.steps(amount, scope))
            amount = key.quotas(amount, scope).rest
        return tuple(steps)

    def __repr__(self) -> str:
        return " >> ".join(map(repr, self.keys))
