"""The agreement (överenskommelse) as a whole, and its pots under chosen readings.

Never here: figures, the calculation, or how the checks are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from attrs import Attribute, field, frozen

from fordelning.agreement.checks import Alternatives, structure, sums
from fordelning.agreement.following import following, in_order
from fordelning.agreement.pot import Ambiguity, Declared, Pot, Reading, is_money, is_rounding
from fordelning.errors import (
    AgreementError,
    FordelningError,
    InputTypeError,
    ReadingError,
    raise_problems,
    several,
)
from fordelning.measures.quoted import quoted
from fordelning.money import Money
from fordelning.rounding import Rounding
from fordelning.sentences import Phrase, shown
from fordelning.source import Source, as_source

__all__ = ["Agreement", "Choice", "Resolved"]

# A program that runs on, with readings of its own, does not gather them for ever.
_CHOICES = 64

Chosen: TypeAlias = Mapping[str, str | Reading]


@frozen
class Choice:
    """Record which reading of an ambiguity was chosen, and whether it is the caller's own."""

    ambiguity: str
    reading: str
    own: bool
    source: Source | None = None

    def __str__(self) -> str:
        read = {"ambiguity": self.ambiguity, "reading": self.reading}
        if self.own:
            return Phrase("'{ambiguity}' as '{reading}', a reading of the caller's own", **read)
        return Phrase("'{ambiguity}' as '{reading}'", **read)


@frozen
class Resolved:
    """Hold an agreement's pots when every ambiguity has been read in one way.

    `pots` has each pot with the choice that put it there, if one did; `order` the pots'
    ids, each behind those whose outcome it follows, which `followed` names.
    """

    pots: tuple[tuple[Pot, Choice | None], ...]
    choices: tuple[Choice, ...]
    order: tuple[str, ...] = ()
    followed: dict[str, frozenset[str]] = field(factory=dict[str, frozenset[str]], eq=False)


def _sources(sources: Iterable[Source | str] | Source | str) -> tuple[Source, ...]:
    sources = [sources] if isinstance(sources, Source | str) else sources
    return tuple(source for each in sources if (source := as_source(each)))


def _items(items: Iterable[Pot | Ambiguity]) -> tuple[Pot | Ambiguity, ...]:
    if isinstance(items, Pot | Ambiguity | Money) or not isinstance(items, Iterable):
        raise InputTypeError("pots.type", value=shown(items), type=type(items).__name__)
    listed = tuple(items)
    for each in listed:
        if not isinstance(each, Pot | Ambiguity):
            raise InputTypeError("pots.type", value=shown(each), type=type(each).__name__)
    return listed


def _is_date(_: object, __: Attribute[date | None], on: date | None) -> None:
    if on is not None and type(on) is not date:
        raise InputTypeError("population.date", value=shown(on), type=type(on).__name__)


def _declared(declared: Iterable[Declared]) -> tuple[Declared, ...]:
    return tuple(declared)


@frozen(repr=False)
class Agreement:
    """Define how a sum is distributed (överenskommelse): pots, sums, date and sources.

    `total` is the whole sum (ram); `pots` are pots and ambiguities; `reference_date`
    (mättidpunkt) is the day whose figures the text asks for, None where it asks for none;
    `declared` are the sums that the text states; `rounding` holds for every pot that has
    no rule of its own; `note` is what we know of it that no text says (anmärkning).

    >>> from fordelning import Equal, kr
    >>> agreement = Agreement("a", "A", kr(4), [Pot("p", kr(3), "skola", Equal())], None)
    >>> print(agreement.problems()[0])
    the pots add up to 3,00 kr and the agreement says 4,00 kr: 1,00 kr differ
      likely cause: a pot is missing, counted twice, or misread
      what to do: compare each pot with the text

    Raises:
        InputTypeError: a total that is no money, pots that are something else than pots and
            ambiguities, a reference date that is no date, a rounding that is no rule.
    """

    id: str
    title: str
    total: Money = field(validator=is_money)
    pots: tuple[Pot | Ambiguity, ...] = field(converter=_items)
    reference_date: date | None = field(validator=_is_date)
    declared: tuple[Declared, ...] = field(default=(), converter=_declared)
    sources: tuple[Source, ...] = field(default=(), converter=_sources)
    rounding: Rounding = field(factory=Rounding, validator=is_rounding)
    note: str = ""
    _memo: dict[Any, Resolved] = field(
        factory=dict[Any, "Resolved"], init=False, eq=False, repr=False
    )

    def __reduce__(self) -> tuple[Any, ...]:
        return Agreement, (
            self.id,
            self.title,
            self.total,
            self.pots,
            self.reference_date,
            self.declared,
            self.sources,
            self.rounding,
            self.note,
        )

    def __repr__(self) -> str:
        return f"<Agreement {self.id}: {len(self.pots)} pots, {self.total}>"

    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """Return the places that can be read in several ways."""
        return tuple(each for each in self.pots if isinstance(each, Ambiguity))

    def problems(self, readings: Chosen | None = None) -> tuple[FordelningError, ...]:
        """Return all that is wrong with the definition, under every reading.

        With `readings`, only what is wrong under these. Checked are ids, keys, units, that
        pots which follow others can be allocated in some order, and that the pots add up
        to the total and to every declared sum.
        """
        places = [self._alternatives(each, readings or {}) for each in self.pots]
        return (
            *structure(self.pots, places),
            *(
                problem.within(Phrase("pot '{pot}'", pot=pot.id))
                for item, alternatives in zip(self.pots, places, strict=True)
                for reading, pots in alternatives.items()
                if reading is not None or isinstance(item, Pot)
                for pot in pots
                for problem in pot.problems(self.rounding)
            ),
            *following(places),
            *sums(self.total, self.declared, self.pots, places),
        )

    def resolved(self, readings: Chosen) -> Resolved:
        """Return the pots under chosen readings, having seen that nothing is wrong there.

        Raises:
            InputTypeError: readings that are no mapping to names and readings.
            ReadingError: a choice that is missing, unknown or needless.
            AgreementError: several of these, or anything else that is wrong, all at once.
        """
        if not isinstance(readings, Mapping):
            raise InputTypeError(
                "readings.type", value=shown(readings), type=type(readings).__name__
            )
        asked = tuple(sorted(readings.items(), key=lambda item: item[0]))
        for name, choice in asked:
            if not isinstance(choice, str | Reading):
                raise InputTypeError(
                    "reading.type",
                    ambiguity=name,
                    value=shown(choice),
                    type=type(choice).__name__,
                )
        if asked not in self._memo:
            if len(self._memo) >= _CHOICES:
                self._memo.clear()
            self._memo[asked] = self._resolve(readings)
        return self._memo[asked]

    def _resolve(self, readings: Chosen) -> Resolved:
        ambiguities = {each.id: each for each in self.ambiguities()}
        wrong: list[FordelningError] = [
            ReadingError("reading.needless", ambiguity=name, ambiguities=tuple(ambiguities))
            for name in readings
            if name not in ambiguities
        ]
        chosen: dict[str, Reading] = {}
        for name, ambiguity in ambiguities.items():
            try:
                chosen[name] = ambiguity.chosen(readings.get(name))
            except ReadingError as error:
                wrong.append(error)
        raise_problems(wrong, AgreementError, "allocation.choices", agreement=self.id)
        problems = self.problems(chosen)
        if problems:
            raise several(problems, AgreementError, "agreement.problems", agreement=self.id)
        choices = {
            name: Choice(
                name, reading.name, reading not in ambiguities[name].readings, reading.source
            )
            for name, reading in chosen.items()
        }
        pots = [
            (pot, choices.get(each.id))
            for each in self.pots
            for pot in ((each,) if isinstance(each, Pot) else each.pots(chosen[each.id]))
        ]
        return Resolved(
            tuple(pots),
            tuple(choices.values()),
            in_order([pot for pot, _ in pots]),
            {pot.id: quoted(pot.key) for pot, _ in pots},
        )

    def _alternatives(self, each: Pot | Ambiguity, readings: Chosen) -> Alternatives:
        if isinstance(each, Pot):
            return {None: (each,)}
        if each.id in readings:
            reading = each.chosen(readings[each.id])
            return {reading: each.pots(reading)}
        if each.readings:
            return {reading: each.pots(reading) for reading in each.readings}
        if each.amount is None or each.to is None:
            return {}
        # Nobody has said how, but how much and to whom are known, and count in the sums.
        return {None: (Pot(each.id, each.amount, each.to),)}
