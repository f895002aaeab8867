"""The key that gives nobody anything: what it is given is a row of its own.

Never here: what a pot may leave by its amount (`UpTo`, `About`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import final

from attrs import field, frozen

from fordelning.errors import InputTypeError, InputValueError
from fordelning.exact import Vector
from fordelning.keys.base import Key, Quotas, Then
from fordelning.keys.cited import plain_key
from fordelning.keys.steps import Step
from fordelning.measures import Scope
from fordelning.money import Ore
from fordelning.sentences import Sentence, shown

__all__ = ["Unspent", "UnspentStep", "ending"]


def _text(what: str) -> str:
    if not isinstance(what, str):
        raise InputTypeError("unspent.type", value=shown(what), type=type(what).__name__)
    if not what.strip():
        raise InputValueError("unspent.empty")
    return what


@final
@frozen(repr=False)
class Unspent(Key):
    """Give nobody anything, and say what becomes of the money (oförbrukade medel).

    quota = 0 for everyone; rest = amount, in exact öre. At the end of a pot's
    key the rest is a row of the result, with this name; anywhere else it is a rest like
    any other.

    Real: money that nobody claimed goes back to the state (ej rekvirerade medel).

    >>> from fordelning import Fixed, kr
    >>> Fixed({"01": kr(5)}) >> Unspent("återgår till staten")
    Fixed({'01': kr("5")}) >> Unspent('återgår till staten')

    Raises:
        InputTypeError, InputValueError: a name that is no text, or an empty one.
    """

    name: str = field(converter=_text)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return nothing for each, and everything as rest."""
        return Quotas(Vector(0, 1, (0,) * len(scope.codes)), amount)

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return what was left to nobody."""
        quotas = self.quotas(amount, scope)
        return (
            UnspentStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=quotas.vector,
                rest=quotas.rest,
                name=self.name,
            ),
        )

    def __repr__(self) -> str:
        return f"Unspent({self.name!r})"


@frozen(kw_only=True)
class UnspentStep(Step):
    """Record what was left to nobody, and what becomes of it."""

    name: str

    def sentences(self, code: str) -> tuple[Sentence, ...]:
        """Tell how much nobody gets."""
        del code
        return (
            Sentence("{given} go to nobody: {name}", {"given": Ore(self.given), "name": self.name}),
        )


def ending(key: Key | None) -> Unspent | None:
    """Return the key that a pot's key ends in, if that leaves the rest to nobody.

    >>> from fordelning import Flat, PerCapita, kr
    >>> ending(Flat(kr(1)) >> Unspent("till staten")), ending(PerCapita())
    (Unspent('till staten'), None)
    """
    plain = plain_key(key)
    if isinstance(plain, Then):
        return ending(plain.keys[-1])
    return plain if isinstance(plain, Unspent) else None
