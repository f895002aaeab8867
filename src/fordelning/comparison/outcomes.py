"""Two outcomes, amount by amount: in öre, per cent and kronor per inhabitant, with sums.

Never here: a second calculation, or what the amounts ought to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias, cast

from attrs import evolve, frozen

from fordelning.allocation import Allocation, Outcome, show
from fordelning.errors import BandError, InputTypeError, MissingFigureError
from fordelning.money import Money, as_money
from fordelning.sentences import Digits, shown

__all__ = ["AmountChange", "Amounts", "OutcomeDiff", "outcomes_compared"]

Amounts: TypeAlias = Allocation | Mapping[str, Mapping[str, Money]]
"""An allocation, or any baseline: money by pot and code."""

# The pot, level and code that a sum is of; empty where it is over several.
Place: TypeAlias = tuple[str, str, str]

_KRONA = 100
_PERCENT = 100
_DECIMALS = 2
_NOBODY = "(nobody)"


@frozen
class AmountChange:
    """Hold what one recipient has before and after, in one pot or summed over several.

    An amount is None where that side does not name the recipient. `inhabitants` are the
    people of the figures that were used, None where there are none. The code "" is what
    went to nobody.
    """

    pot: str
    level: str
    code: str
    name: str
    before: Money | None
    after: Money | None
    inhabitants: Fraction | None = None

    @property
    def difference(self) -> Money:
        """The amount after less the amount before; who is not named has nothing."""
        return (self.after or Money(0)) - (self.before or Money(0))

    @property
    def percent(self) -> Fraction | None:
        """100 * difference / before, exactly; None where there was nothing before."""
        if self.before is None or not self.before.ore:
            return None
        return Fraction(self.difference.ore * _PERCENT, self.before.ore)

    @property
    def per_inhabitant(self) -> Fraction | None:
        """The difference in kronor per inhabitant, exactly; None without inhabitants."""
        if not self.inhabitants:
            return None
        return Fraction(self.difference.ore, _KRONA) / self.inhabitants


@frozen
class OutcomeDiff:
    """Hold two outcomes side by side: a row per pot and recipient, those alike too.

    `before` and `after` are the ids of the agreements, empty for a baseline.
    """

    before: str
    after: str
    rows: tuple[AmountChange, ...]

    @property
    def same(self) -> bool:
        """Whether every amount stands on both sides, and is the same."""
        return not self.changed

    @property
    def changed(self) -> tuple[AmountChange, ...]:
        """The rows that differ, or that one side does not name."""
        return tuple(row for row in self.rows if row.before != row.after)

    @property
    def pots(self) -> tuple[AmountChange, ...]:
        """The sum of each pot."""
        return _summed(((row.pot, "", ""), row) for row in self.rows)

    @property
    def recipients(self) -> tuple[AmountChange, ...]:
        """The sum of each recipient over all pots to its level."""
        return _summed((("", row.level, row.code), row) for row in self.rows)

    @property
    def total(self) -> Money:
        """What all amounts after are more than all before."""
        return Money.total(row.difference for row in self.rows)

    def __str__(self) -> str:
        sums = [evolve(each, name="sum") for each in self.pots]
        columns = ["before", "after", "difference", "per cent", "kr per inhabitant"]
        header = ["pot", "code", "name", *columns]
        rows = [_cells(row) for row in (*self.changed, *sums)]
        return (
            f"{self.before or 'baseline'} -> {self.after or 'baseline'}: "
            f"{len(self.changed)} of {len(self.rows)} amounts differ, {self.total} in all\n"
            + show.text(header, rows, right=range(3, len(header)))
        )


def _cells(row: AmountChange) -> list[str]:
    exact = (row.percent, row.per_inhabitant)
    return [
        row.pot,
        row.code,
        row.name,
        *("" if money is None else str(money) for money in (row.before, row.after)),
        str(row.difference),
        *("" if each is None else str(Digits(each, _DECIMALS)) for each in exact),
    ]


def outcomes_compared(before: Amounts, after: Amounts) -> OutcomeDiff:
    """Return every amount of two outcomes, by pot and code, side by side.

    Names, levels and inhabitants are those of `after`, or of `before` where `after` does
    not know them.

    Raises:
        InputTypeError: neither an allocation nor money by pot and code.
    """
    old, new = _money(before), _money(after)
    rows = [
        row
        for pot in dict.fromkeys((*old, *new))
        for row in _rows(
            pot,
            old.get(pot, {}),
            new.get(pot, {}),
            [*_of(before, pot), *_of(after, pot)],
        )
    ]
    return OutcomeDiff(_id(before), _id(after), tuple(rows))


def _money(amounts: Amounts) -> dict[str, dict[str, Money]]:
    """Return money by pot and code, what went to nobody under the code ""."""
    if isinstance(amounts, Allocation):
        return {each.pot.id: {**each.amounts, **_to_nobody(each)} for each in amounts.outcomes}
    found: dict[str, dict[str, Money]] = {}
    for pot, by_code in _items(amounts):
        found[pot] = {}
        for code, money in _items(by_code):
            found[pot][code] = as_money(money)
    return found


def _to_nobody(outcome: Outcome) -> dict[str, Money]:
    left = [row.amount for row in outcome.residual()]
    return {"": Money.total(left)} if left else {}


def _items(value: object) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        raise InputTypeError("diff.type", value=shown(value), type=type(value).__name__)
    items = cast("Mapping[object, Any]", value).items()
    for name, each in items:
        if not isinstance(name, str):
            raise InputTypeError("code.type", value=shown(name), type=type(name).__name__)
        yield name, each


def _of(amounts: Amounts, pot: str) -> list[Outcome]:
    """Return the outcome of a pot; none of a baseline, or where there is no such pot."""
    outcomes = amounts.outcomes if isinstance(amounts, Allocation) else ()
    return [each for each in outcomes if each.pot.id == pot]


def _id(amounts: Amounts) -> str:
    return amounts.agreement.id if isinstance(amounts, Allocation) else ""


def _rows(
    pot: str, old: Mapping[str, Money], new: Mapping[str, Money], outcomes: Iterable[Outcome]
) -> Iterable[AmountChange]:
    level = ""
    names: dict[str, str] = {"": _NOBODY}
    people: dict[str, Fraction] = {}
    # What the later outcome says of somebody goes before what the earlier says.
    for each in outcomes:
        level = each.pot.level
        names |= {code: each.name(code) for code in each.codes}
        people |= _people(each)
    for code in sorted({*old, *new}, key=lambda code: (not code, code)):
        name, inhabitants = names.get(code, code), people.get(code)
        yield AmountChange(pot, level, code, name, old.get(code), new.get(code), inhabitants)


def _people(outcome: Outcome) -> dict[str, Fraction]:
    """Return the people of each recipient; of nobody where there are no such figures."""
    scope = outcome.scope
    if not outcome.pot.level:
        return {}
    try:
        figures, _ = scope.population.figures(scope.codes, level=scope.level, date=scope.date)
    except (BandError, MissingFigureError):
        return {}
    return {code: Fraction(each) for code, each in zip(scope.codes, figures, strict=True)}


def _summed(rows: Iterable[tuple[Place, AmountChange]]) -> tuple[AmountChange, ...]:
    groups: dict[Place, list[AmountChange]] = {}
    for place, row in rows:
        groups.setdefault(place, []).append(row)
    return tuple(_sum(place, group) for place, group in groups.items())


def _sum(place: Place, group: list[AmountChange]) -> AmountChange:
    pot, level, code = place
    # A recipient has the same people in every pot; those of a pot's recipients add up.
    people = {row.code: row.inhabitants for row in group if row.code}
    counted = [each for each in people.values() if each is not None]
    return AmountChange(
        pot,
        level,
        code,
        group[0].name if code else "",
        _total([row.before for row in group]),
        _total([row.after for row in group]),
        sum(counted, Fraction(0)) if counted and len(counted) == len(people) else None,
    )


def _total(amounts: list[Money | None]) -> Money | None:
    named = [money for money in amounts if money is not None]
    return Money.total(named) if named else None
