"""A key with the place where its rule stands.

Never here: sources of figures, which their tables have, or of a whole pot.
"""

from __future__ import annotations

from fractions import Fraction
from typing import final

from attrs import Factory, field, frozen

from fordelning.errors import InputTypeError
from fordelning.keys.base import Key, as_key
from fordelning.keys.named import Named
from fordelning.keys.steps import CitedStep, Step
from fordelning.measures import Scope
from fordelning.sentences import shown
from fordelning.source import Source, as_source

__all__ = ["Cited", "plain_key"]


def _source(source: Source | str) -> Source:
    found = as_source(source)
    if found is None:
        raise InputTypeError("source.type", value=shown(source), type=type(source).__name__)
    return found


def _inner(key: Cited) -> Key:
    return key.key


@final
@frozen(repr=False)
class Cited(Named):
    """Name the place where a key's rule stands (källa), which the trace then tells.

    quota and rest = those of `key`, in exact öre: it distributes as `key` does. For one
    part of a pot whose parts stand in different places; a pot has a `source` of its own.

    Real: the 370 mkr of 2020 by ages 0-25, which stands in the section on reporting back.

    >>> from fordelning import PerCapita, Source
    >>> Cited(PerCapita(), "bilaga 1")
    Cited(PerCapita(), Source(document='bilaga 1'))

    Raises:
        InputTypeError, InputValueError: something else than a key, or no source.
    """

    key: Key = field(converter=as_key)
    source: Source = field(converter=_source)
    definition: Key = field(default=Factory(_inner, takes_self=True), init=False, eq=False)

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return one step, with the source and those of the key inside."""
        quotas = self.quotas(amount, scope)
        return (
            CitedStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=quotas.vector,
                rest=quotas.rest,
                inner=self.key.steps(amount, scope),
                source=self.source,
            ),
        )

    def __repr__(self) -> str:
        given = {
            name: getattr(self.source, name)
            for name in ("document", "locator", "quote", "url", "dnr", "dated")
        }
        source = ", ".join(f"{name}={value!r}" for name, value in given.items() if value)
        return f"Cited({self.key!r}, Source({source}))"


def plain_key(key: Key | None) -> Key | None:
    """Return a key without the names and sources around it.

    >>> from fordelning import FlatPlusRemainder, PerCapita, kr
    >>> plain_key(Cited(FlatPlusRemainder(kr(5)), "s. 7"))
    Flat(kr("5")) >> PerCapita()
    """
    while isinstance(key, Named):
        key = key.definition
    return key
