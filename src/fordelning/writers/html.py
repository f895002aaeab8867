"""A page of an allocation: one file of HTML, without scripts, that asks nobody for anything.

Never here: the tables of amounts, the map, how it looks, or a calculation of amounts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version

from fordelning.agreement import About, Choice, Pot, UpTo
from fordelning.allocation import Allocation, Outcome
from fordelning.errors import InputTypeError
from fordelning.money import Money
from fordelning.register import SWEDISH, Level, Recipient
from fordelning.rounding import Rounding
from fordelning.sentences import shown
from fordelning.writers.grounds import cited
from fordelning.writers.html_lines import by_lan, by_level, of_pot
from fordelning.writers.html_parts import (
    Column,
    Inside,
    Markup,
    element,
    facts,
    joined,
    table,
    text,
)
from fordelning.writers.html_source import source, sources
from fordelning.writers.html_style import STYLE
from fordelning.writers.html_tables import Sayer
from fordelning.writers.html_words import PageWord
from fordelning.writers.saving import saved
from fordelning.writers.saying import in_words, level_names
from fordelning.writers.words import METHODS, Language, Word, known

__all__ = ["page", "write"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(allocation: Allocation, language: Language = "sv", *, maps: bool = True) -> str:
    """Return an allocation as a page of HTML (webbsida), complete in itself.

    Tables for each pot and recipient, sums per län and level, kronor per inhabitant (the
    amount / the inhabitants of that day, to the nearest öre) where the population counts
    them, bars, readings, dates, sources and the digests of a receipt. With the extra `maps`
    also a map, unless `maps` is false. The page has no script and makes no request.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "Stöd <A>", kr(1), [Pot("p", kr(1), "skola", Equal())], None)
    >>> made = page(allocate(agreement, Population.of(["m", "n"], level="skola")))
    >>> "<h1>Stöd &lt;A&gt;</h1>" in made, "0,50" in made
    (True, True)

    Real: the tables of preliminary amounts that agencies publish with each agreement.

    Raises:
        InputTypeError: something else than an allocation.
        InputValueError: another language than "sv" and "en".
    """
    if not isinstance(allocation, Allocation):
        raise InputTypeError(
            "writers.allocation", value=shown(allocation), type=type(allocation).__name__
        )
    return _Page(allocation, known(language), maps=maps).made()


def write(
    allocation: Allocation,
    path: str | os.PathLike[str],
    language: Language = "sv",
    *,
    maps: bool = True,
) -> None:
    """Write an allocation's page to a file, in UTF-8 (spara webbsida).

    Raises:
        InputTypeError, InputValueError: as `page`; a path that cannot be written.
    """
    saved(page(allocation, language, maps=maps).encode(), path)


class _Page:
    """Collect the sections of one page."""

    def __init__(self, allocation: Allocation, language: Language, *, maps: bool) -> None:
        self.allocation, self.maps = allocation, maps
        self.language: Language = language
        self.say = Sayer(language)
        self.summed = self._summed()

    def _summed(self) -> tuple[str, ...]:
        """Return the levels whose sums over pots have a table of their own."""
        levels = [each.pot.level for each in self.allocation.outcomes]
        found = [
            level
            for level in dict.fromkeys(levels)
            if levels.count(level) > 1 and level not in ("", Level.LAN, Level.REGION)
        ]
        in_lan = set(self.allocation.dates) & SWEDISH
        if in_lan and (len(levels) > 1 or Level.KOMMUN in in_lan):
            found.insert(0, Level.LAN)
        return tuple(found)

    def made(self) -> str:
        title = self.allocation.agreement.title
        head = element(
            "head",
            element("meta", charset="utf-8"),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", title),
            element("style", Markup(STYLE)),
        )
        body = element("body", self._header(), self._main(), self._footer())
        return f"<!DOCTYPE html>\n{element('html', head, body, lang=self.language)}\n"

    def _header(self) -> Markup:
        say, allocation = self.say, self.allocation
        number = len(allocation.outcomes)
        pots = say(PageWord.ONE_POT) if number == 1 else say(PageWord.POTS, number=number)
        lead = say(PageWord.LEAD, amount=say.money(allocation.total), pots=pots)
        asked, used = allocation.agreement.reference_date, allocation.reference_date
        note = None
        if asked and used and asked != used:
            words = say(PageWord.INSTEAD, asked=say.day(asked), used=say.day(used))
            note = element("p", words, class_="note")
        title = element("h1", allocation.agreement.title)
        return element("header", title, element("p", lead, class_="lead"), note)

    def _footer(self) -> Markup:
        return element("footer", self.say(PageWord.MADE, version=version("fordelning")))

    def _main(self) -> Markup:
        pots = (
            self._pot(number, each) for number, each in enumerate(self.allocation.outcomes, start=1)
        )
        return element(
            "main",
            self._summary(),
            *map(self._sums, self.summed),
            element("section", element("h2", self.say(PageWord.POT_TITLES)), *pots),
            sources(self.say, self.allocation),
        )

    def _summary(self) -> Markup:
        say, agreement = self.say, self.allocation.agreement
        asked = agreement.reference_date
        about = facts(
            (
                (say(Word.AGREEMENT), agreement.id),
                (say(Word.ASKED), say.day(asked) if asked else say(Word.ANY_DAY)),
                (say(Word.USED), self._used()),
                (say(Word.READING), self._listed(map(self._choice, self.allocation.readings))),
                (say(Word.ROUNDING), self._rule(agreement.rounding)),
                (say(Word.NOTE), agreement.note),
            )
        )
        title = element("h2", say(Word.SUMMARY))
        return element("section", title, about, self._pots())

    def _used(self) -> str:
        if self.allocation.reference_date:
            return self.say.day(self.allocation.reference_date)
        return ", ".join(
            f"{level_names(level, self.language)}: {self.say.day(day)}"
            for level, day in self.allocation.dates.items()
        )

    def _choice(self, choice: Choice) -> Markup:
        say = self.say
        words = say(PageWord.CHOSEN, ambiguity=choice.ambiguity, reading=choice.reading)
        own = f" ({say(PageWord.OWN)})" if choice.own else None
        return joined((words, own))

    def _listed(self, items: Iterable[Markup]) -> Markup | None:
        return joined(element("div", item) for item in items) or None

    def _rule(self, rounding: Rounding) -> str:
        unit = self.say.money(rounding.unit)
        return self.say(Word.RULE, method=self.say(METHODS[rounding.method]), unit=unit)

    def _pots(self) -> Markup:
        """Return the table of pots, each a link to its own, and of what goes to nobody."""
        say, outcomes = self.say, self.allocation.outcomes
        columns = (
            Column(say(Word.POT)),
            Column(say(Word.TO), "wide words"),
            Column(say(Word.POT_AMOUNT), "wide"),
            Column(say(PageWord.DISTRIBUTED)),
        )
        rows: list[Sequence[Inside]] = [
            (
                element("a", _title(each.pot), href=f"#pot-{number}"),
                self._whom(each),
                say.kronor(each.pot.stated),
                say.kronor(Money.total(each.amounts.values())),
            )
            for number, each in enumerate(outcomes, start=1)
        ]
        if self.allocation.residuals:
            left = Money.total(row.amount for row in self.allocation.residuals)
            rows.append((say(PageWord.TO_NOBODY), None, None, say.kronor(left)))
        stated = Money.total(each.pot.stated for each in outcomes)
        foot = (say(Word.TOTAL), None, say.kronor(stated), say.kronor(self.allocation.total))
        return table(say(PageWord.POTS_CAPTION), columns, rows, foot)

    def _whom(self, outcome: Outcome) -> str:
        to = outcome.pot.to
        if isinstance(to, Recipient):
            return f"{to.name} ({to.code})" if to.name else to.code
        return f"{len(outcome.codes)}\u00a0{level_names(to, self.language)}"

    def _sums(self, level: str) -> Markup:
        say = self.say
        if level == Level.LAN:
            title, caption = say(PageWord.BY_LAN), say(PageWord.BY_LAN_CAPTION)
            lines = by_lan(self.allocation, say(PageWord.OUTSIDE))
        else:
            name = level_names(level, self.language)
            title = say(PageWord.BY_LEVEL, level=name)
            caption = say(PageWord.BY_LEVEL_CAPTION, level=name)
            lines = by_level(self.allocation, level, say.nobody)
        made = say.amounts(caption, lines, mapped=self.maps)
        return element("section", element("h2", title), made)

    def _pot(self, number: int, outcome: Outcome) -> Markup:
        say, pot, level = self.say, outcome.pot, outcome.pot.level
        summed = Level.LAN if level == Level.REGION else level
        mapped = self.maps and summed not in self.summed
        caption = say(PageWord.POT_CAPTION, pot=pot.id)
        return element(
            "section",
            element("h3", _title(pot), id=f"pot-{number}"),
            facts(self._about(outcome)),
            say.amounts(caption, of_pot(self.allocation, outcome, say.nobody), mapped=mapped),
        )

    def _about(self, outcome: Outcome) -> Iterator[tuple[str, Inside]]:
        say, pot, choice = self.say, outcome.pot, outcome.choice
        yield say(Word.POT), pot.id
        yield say(PageWord.AMOUNT), self._stated(pot)
        yield say(Word.TO), self._whom(outcome)
        yield say(Word.PAYEE), pot.payee
        yield say(Word.KEY), in_words(pot.key, self.language) if pot.key else say(Word.NO_KEY)
        yield say(Word.READING), self._choice(choice) if choice else None
        yield say(Word.ROUNDING), self._rule(pot.rounding) if pot.rounding else None
        where = [source(say, each) for each in cited(outcome)]
        yield say(Word.SOURCE), self._listed(where)
        yield say(Word.NOTE), pot.note
        told = (in_words(str(each), self.language) for each in outcome.passed())
        yield say(PageWord.PASSED), self._listed(map(text, told))

    def _stated(self, pot: Pot) -> str:
        stated = self.say.money(pot.stated)
        if isinstance(pot.amount, UpTo):
            return self.say(PageWord.UP_TO, amount=stated)
        if isinstance(pot.amount, About):
            return self.say(PageWord.ABOUT, amount=stated)
        return stated


def _title(pot: Pot) -> str:
    return pot.title or pot.id
