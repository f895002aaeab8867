"""Keys made of keys, side by side or among some recipients (`>>` is in `base`).

Never here: a key that computes anything itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias, final

from attrs import field, frozen

from fordelning.errors import InputTypeError, OverdrawnError, ShareError, UnspentError, WeightError
from fordelning.exact import Exact, exact
from fordelning.keys.base import Key, Quotas, as_key, distributed, spent
from fordelning.keys.steps import OnlyStep, SplitStep, Step
from fordelning.measures import Scope
from fordelning.money import Money, Ore
from fordelning.sentences import shown

__all__ = ["REST", "Only", "Rest", "Split", "as_codes"]


@final
@frozen(repr=False)
class Rest:
    """Stand for everything that the other parts of a `Split` leave."""

    def __repr__(self) -> str:
        return "REST"


REST: Final = Rest()
"""What the other parts of a `Split`, which are money, leave."""

Share: TypeAlias = Money | Rest | Fraction


def _share(value: Money | Rest | Exact) -> Share:
    return value if isinstance(value, Money | Rest) else exact(value)


@final
@frozen(repr=False, init=False)
class Split(Key):
    """Distribute parts of the amount by different keys, side by side (sammanvägd nyckel).

    quota = the sum over the parts of what the part's key gives of the part, in exact öre,
    where the part = share * amount; or money; or, for `REST`, amount - sum of the money.
    Each part is (share, key). Shares are exact and make up 1, or all are money but for at
    most one `REST`. Every part must use up what it is given, so nothing is left.

    Real: pots in which 300 mkr follow population and 100 mkr are shared equally.

    >>> from fordelning import Equal, PerCapita
    >>> Split(("3/4", PerCapita()), ("1/4", Equal()))
    Split(("3/4", PerCapita()), ("1/4", Equal()))

    Raises:
        ShareError: shares that do not make up 1, a negative one, shares mixed with money,
            or several `REST`.
        InputTypeError, InputValueError: a part that is no share and key.

    Raises, when it distributes:
        OverdrawnError, UnspentError: money parts above or below the amount; a part that
            hands out more, or less, than it is given.
    """

    parts: tuple[tuple[Share, Key], ...]

    if TYPE_CHECKING:  # attrs makes it, for a class that has an __init__ of its own

        def __attrs_init__(self, parts: tuple[tuple[Share, Key], ...]) -> None: ...

    def __init__(self, *parts: tuple[Money | Rest | Exact, Key]) -> None:
        for part in parts:
            if not (isinstance(part, tuple) and len(part) == 2):  # noqa: PLR2004 - share and key
                raise InputTypeError("split.part", value=shown(part))
        self.__attrs_init__(tuple((_share(share), as_key(key)) for share, key in parts))
        self._check()

    def _check(self) -> None:
        shares = [share for share, _ in self.parts]
        numbers = [share for share in shares if isinstance(share, Fraction)]
        if not shares:
            raise ShareError("split.empty")
        if numbers and len(numbers) < len(shares):
            raise ShareError("share.mixed", key=repr(self))
        if shares.count(REST) > 1:
            raise ShareError("share.rests", key=repr(self), rests=shares.count(REST))
        for share in shares:
            if (isinstance(share, Fraction) and share < 0) or (
                isinstance(share, Money) and share.ore < 0
            ):
                raise ShareError("share.negative", key=repr(self), share=share)
        if numbers and sum(numbers) != 1:
            total = sum(numbers, Fraction(0))
            raise ShareError("share.sum", key=repr(self), sum=total, difference=abs(1 - total))

    def amounts(self, amount: Fraction) -> tuple[Fraction, ...]:
        """Return what each part is given of an amount, in exact öre."""
        money = sum(share.ore for share, _ in self.parts if isinstance(share, Money))
        rest = amount - money
        has_rest = any(isinstance(share, Rest | Fraction) for share, _ in self.parts)
        if rest < 0:
            raise OverdrawnError(
                "money.overdrawn", key=repr(self), over=Ore(-rest), given=Ore(amount)
            )
        if rest > 0 and not has_rest:
            raise UnspentError("money.unspent", key=repr(self), left=Ore(rest), given=Ore(amount))
        return tuple(
            Fraction(share.ore)
            if isinstance(share, Money)
            else rest
            if isinstance(share, Rest)
            else share * amount
            for share, _ in self.parts
        )

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return the sum of what the parts give, and no rest."""
        vectors = [
            spent(key, distributed(key, given, scope), given)
            for given, (_, key) in zip(self.amounts(amount), self.parts, strict=True)
        ]
        vector = vectors[0]
        for other in vectors[1:]:
            vector += other
        return Quotas(vector)

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return one step per part, with the steps of its key inside."""
        return tuple(
            SplitStep(
                key=repr(key),
                codes=scope.codes,
                given=given,
                quotas=key.quotas(given, scope).vector,
                rest=Fraction(0),
                share=_spelled(share),
                inner=key.steps(given, scope),
            )
            for given, (share, key) in zip(self.amounts(amount), self.parts, strict=True)
        )

    def __repr__(self) -> str:
        return f"Split({', '.join(f'({_spelled(share)}, {key!r})' for share, key in self.parts)})"


def _spelled(share: Share) -> str:
    return f'"{share}"' if isinstance(share, Fraction) else repr(share)


def as_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes, ascending and each once, having seen that they are texts.

    Raises:
        InputTypeError: a code that is no text, or one text where several belong.
    """
    if isinstance(codes, str) or not isinstance(codes, Iterable):
        raise InputTypeError("codes.text", value=shown(codes))
    listed = list(codes)
    for code in listed:
        if not isinstance(code, str):
            raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
    return tuple(sorted(set(listed)))


@final
@frozen(repr=False)
class Only(Key):
    """Apply a key among some recipients; everyone else gets exactly 0 (avgränsning).

    quota = what `key` gives of the whole amount, with none but these in scope, and 0 for
    everyone else; rest = the key's rest, for `>>`; in exact öre. A sum of weights in scope
    is then these recipients' sum. An `Only` inside another holds for those who are in both.

    Real: 350 mkr of 2012, by population among those who had met the requirements (a gate).

    >>> from fordelning import PerCapita
    >>> Only(["12", "01"], PerCapita())
    Only(('01', '12'), PerCapita())

    Raises:
        InputTypeError: a code that is no text, or something else than a key.

    Raises, when it distributes:
        UnknownCodeError: a code that nobody at the pot's level has.
        WeightError: nobody is in scope.
        FordelningError: whatever `key` raises.
    """

    codes: tuple[str, ...] = field(converter=as_codes)
    key: Key = field(converter=as_key)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return the key's quotas among these, zero for others, and the key's rest."""
        inner = self._scope(scope)
        return self._widened(distributed(self.key, amount, inner), inner, scope)

    def _scope(self, scope: Scope) -> Scope:
        inner = scope.only(self.codes)
        if not inner.codes:
            raise WeightError("scope.empty", key=repr(self))
        return inner

    def _widened(self, quotas: Quotas, inner: Scope, scope: Scope) -> Quotas:
        places = {code: place for place, code in enumerate(scope.codes)}
        indices = [places[code] for code in inner.codes]
        return Quotas(quotas.vector.spread(indices, len(scope.codes)), quotas.rest)

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return one step with those of the key inside."""
        inner = self._scope(scope)
        quotas = self.quotas(amount, scope)
        return (
            OnlyStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=quotas.vector,
                rest=quotas.rest,
                inner=self.key.steps(amount, inner),
            ),
        )

    def __repr__(self) -> str:
        return f"Only({self.codes!r}, {self.key!r})"
