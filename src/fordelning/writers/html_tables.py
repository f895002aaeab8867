"""Tables of amounts with bars, and the map beside them, in the words of a language.

Never here: which tables a page has.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from fordelning.money import Money
from fordelning.text import format_date, format_money, format_number
from fordelning.writers.html_lines import Line, Lines
from fordelning.writers.html_map import classes, drawn
from fordelning.writers.html_parts import Column, Inside, Markup, element, joined, table
from fordelning.writers.html_words import PageWord, residual_name
from fordelning.writers.saying import level_names, locale_of
from fordelning.writers.words import Language, Word

__all__ = ["Sayer"]

_TENTHS = 1000
_LEAST_COLOURS = 2


@frozen
class Sayer:
    """Say what a page shows in one language (språk)."""

    language: Language

    def __call__(self, word: Word | PageWord, **values: object) -> str:
        """Return words."""
        return word.said(self.language, **values)

    def day(self, day: date) -> str:
        """Return a date."""
        return format_date(day, locale_of(self.language))

    def money(self, money: Money) -> str:
        """Return an amount with its unit."""
        return format_money(money, locale_of(self.language))

    def kronor(self, money: Money) -> str:
        """Return an amount in kronor, without the unit."""
        return self.money(money).removesuffix("\u00a0kr")

    def each(self, ore: Fraction) -> str:
        """Return kronor per inhabitant, to the nearest öre."""
        return self.kronor(Money(int(nearest(ore))))

    def nobody(self, name: str) -> str:
        """Return the name of a row of money that goes to nobody."""
        return self(PageWord.NOBODY, name=residual_name(name, self.language))

    def amounts(self, caption: str, shown: Lines, *, mapped: bool) -> Markup:
        """Return the table of these lines, with a map of them if that is wanted."""
        made = _Amounts(self, shown).table(caption)
        figure = self._map(shown) if mapped else None
        return made if figure is None else element("div", figure, made, class_="mapped")

    def _map(self, shown: Lines) -> Markup | None:
        # What is the same to the öre has the same colour.
        values = {line.code: nearest(line.each) for line in shown.lines if line.each is not None}
        names = {line.code: line.name for line in shown.lines}
        parted = classes(values)
        if len(parted) < _LEAST_COLOURS:
            return None
        label = self(
            PageWord.MAP,
            level=level_names(shown.level, self.language),
            least=self.each(parted[0].least),
            first=names[parted[0].codes[0]],
            most=self.each(parted[-1].most),
            last=names[parted[-1].codes[-1]],
        )
        svg = drawn(
            shown.level,
            shown.date,
            values,
            lambda code: f"{names[code]}: {self.each(values[code])}",
            label,
        )
        if svg is None:
            return None
        legend = (
            element("li", element("i", class_=f"q{place}"), self._range(*each))
            for place, each in enumerate(
                (part.least, part.most, len(part.codes)) for part in parted
            )
        )
        words = (self(PageWord.LEGEND), element("ul", *legend, class_="legend"))
        source = element("small", self(PageWord.MAP_SOURCE))
        return element("figure", svg, element("figcaption", *words, source))

    def _range(self, least: Fraction, most: Fraction, number: int) -> str:
        if least == most:
            return f"{self.each(least)} ({number})"
        return self(PageWord.RANGE, least=self.each(least), most=self.each(most), number=number)


class _Amounts:
    """Lay out one table of amounts."""

    def __init__(self, say: Sayer, shown: Lines) -> None:
        self.say, self.shown = say, shown
        self.counted = any(line.people is not None for line in shown.lines)
        sizes = [self._size(line) for line in shown.lines]
        self.most = max(sizes, default=Fraction(0))
        # Bars that are all full would tell nothing.
        self.alike = len(sizes) > 1 and len(set(map(nearest, sizes))) == 1

    def _size(self, line: Line) -> Fraction:
        """Return what a line's bar stands for."""
        if self.counted:
            return line.each or Fraction(0)
        return Fraction(line.amount.ore)

    def table(self, caption: str) -> Markup:
        say, rows = self.say, [self._row(line) for line in self.shown.lines]
        rows += [self._cells(name, None, amount) for name, amount in self.shown.nobody]
        foot = self._cells(
            say(Word.TOTAL), self.shown.sum_people, self.shown.total, self.shown.average
        )
        return table(self._caption(caption), self._columns(), rows, foot)

    def _caption(self, caption: str) -> str:
        say, on, most = self.say, self.shown.date, self.say.each(self.most)
        if self.counted and on is not None:
            word = PageWord.ALIKE_EACH if self.alike else PageWord.BAR_EACH
            return f"{caption}. {say(word, date=say.day(on), most=most)}"
        bars = self.most and not self.alike
        return f"{caption}. {say(PageWord.BAR_AMOUNT, most=most)}" if bars else caption

    def _columns(self) -> Sequence[Column]:
        say = self.say
        name, amount = Column(say(Word.RECIPIENTS)), say(Word.AMOUNT)
        if not self.counted:
            return (name, Column(amount, "bar"))
        people = Column(say(PageWord.INHABITANTS), "wide")
        return (name, people, Column(amount), Column(say(PageWord.EACH), "bar"))

    def _row(self, line: Line) -> Sequence[Inside]:
        name = line.name if line.name == line.code else _named(line.code, line.name)
        return self._cells(name, line.people, line.amount, line.each, self._bar(line))

    def _cells(
        self,
        name: Inside,
        people: int | None,
        amount: Money,
        each: Fraction | None = None,
        bar: Markup | None = None,
    ) -> Sequence[Inside]:
        kronor = self.say.kronor(amount)
        if not self.counted:
            return (name, joined((bar, kronor)))
        counted = None if people is None else format_number(people, locale_of(self.say.language))
        per = None if each is None else joined((bar, self.say.each(each)))
        return (name, counted, kronor, per)

    def _bar(self, line: Line) -> Markup | None:
        size = self._size(line)
        if size <= 0 or self.alike:
            return None
        tenths = int(size * _TENTHS / self.most)
        return element("i", style=f"--p:{tenths // 10}.{tenths % 10}%")


def nearest(ore: Fraction) -> Fraction:
    """Return the nearest whole number of öre, halves away from zero.

    >>> nearest(Fraction(-5, 2)), nearest(Fraction(7, 3))
    (Fraction(-3, 1), Fraction(2, 1))
    """
    whole = (abs(ore) + Fraction(1, 2)).__floor__()
    return Fraction(-whole if ore < 0 else whole)


def _named(code: str, name: str) -> Markup:
    return joined((element("span", code), " ", name))
