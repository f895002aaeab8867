"""Reconciling: an allocation against what was published. Never here: reading files.

A published amount is right, or off as rounding can explain, or different; and it is told
which methods would give the whole table, to the last cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, cast

from attrs import Attribute, field, frozen

from fordelning.allocation import Allocation, Outcome
from fordelning.apportionment import Method
from fordelning.apportionment.divisor import DIVISORS
from fordelning.comparison.again import by_every_method, settled_by
from fordelning.errors import InputTypeError, InputValueError, UnknownIdError, nearest
from fordelning.money import Money, as_money
from fordelning.rounding import Rounding
from fordelning.sentences import Phrase, shown

__all__ = ["Cell", "Kind", "Published", "Reconciliation", "reconcile"]


class Kind(Enum):
    """Say how a published amount stands to the computed one."""

    EQUAL = "equal"
    RESIDUAL = "one unit off, or as another method has it"
    DIFFERENT = "different"


def _amounts(
    amounts: Mapping[str, Money] | Iterable[tuple[str, Money]],
) -> tuple[tuple[str, Money], ...]:
    given = cast(
        "Iterable[tuple[Any, Any]]", amounts.items() if isinstance(amounts, Mapping) else amounts
    )
    try:
        pairs = [(code, money) for code, money in given]
    except (TypeError, ValueError):
        raise _no_table(given) from None
    for code, money in pairs:
        if not isinstance(code, str):
            raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
        as_money(money)
    held = dict(pairs)
    if len(held) < len(pairs):
        raise InputValueError("published.repeated", value=shown(pairs))
    return tuple(sorted(held.items()))


def _no_table(value: object) -> InputTypeError:
    return InputTypeError("published.type", value=shown(value), type=type(value).__name__)


def _is_money(_: object, __: Attribute[Money | None], total: Money | None) -> None:
    if total is not None:
        as_money(total)


def _divides(published: Published, _: Attribute[Money], unit: Money) -> None:
    printed = () if published.total is None else ((Phrase("(total)"), published.total),)
    odd = tuple(
        Phrase("{code} {money}", code=code, money=money)
        for code, money in (*published.amounts, *printed)
        if money.ore % Rounding(unit).unit.ore
    )
    if odd:
        raise InputValueError("published.unit", cells=odd, unit=unit)


@frozen
class Published:
    """Hold a table as it was published: amounts by code, and its printed total, if any.

    `unit` is what its amounts are whole multiples of (one krona unless said otherwise).

    >>> from fordelning import kr
    >>> Published({"01": kr(2), "03": kr(2)}, total=kr(5)).missed
    kr("1")

    Raises:
        InputTypeError: an amount that is no money, a code that is no text.
        InputValueError: an amount that is no whole multiple of the unit, a unit that is
            not positive, or a code that stands twice.
    """

    amounts: tuple[tuple[str, Money], ...] = field(converter=_amounts)
    total: Money | None = field(default=None, validator=_is_money)
    unit: Money = field(default=Money(100), validator=_divides)

    @property
    def sum(self) -> Money:
        """The sum of the rows."""
        return Money.total(money for _, money in self.amounts)

    @property
    def missed(self) -> Money:
        """What the rows miss of the printed total; zero where none is printed."""
        return Money(0) if self.total is None else self.total - self.sum


@frozen
class Cell:
    """Compare one recipient's amounts; `difference` is published less computed."""

    code: str
    name: str
    published: Money
    computed: Money
    kind: Kind

    @property
    def difference(self) -> Money:
        """The published amount less the computed one."""
        return self.published - self.computed


@frozen
class Reconciliation:
    """Hold the comparison of one published table with one pot (avstämning).

    `methods` are those that give every published cell; `missing` are recipients of the pot
    whom the table leaves out; `missed` is what its rows miss of its own printed total.
    """

    pot: str
    cells: tuple[Cell, ...]
    methods: tuple[Method, ...]
    missing: tuple[str, ...]
    missed: Money

    def of(self, kind: Kind) -> tuple[Cell, ...]:
        """Return the cells of a kind."""
        return tuple(cell for cell in self.cells if cell.kind is kind)

    def __str__(self) -> str:
        counted = ", ".join(f"{len(self.of(kind))} {kind.value}" for kind in Kind)
        lines = [
            f"{self.pot}: {len(self.cells)} cell{'' if len(self.cells) == 1 else 's'}, {counted}",
            "methods that give all of them: "
            + (", ".join(method.value for method in self.methods) or "none"),
        ]
        if self.missing:
            lines.append(f"not in the table: {', '.join(self.missing)}")
        if self.missed.ore:
            lines.append(f"the rows miss the printed total by {self.missed}")
        lines += [
            f"  {cell.code} {cell.name}: published {cell.published}, computed {cell.computed}, "
            f"{cell.kind.value}"
            for cell in self.cells
            if cell.kind is not Kind.EQUAL
        ]
        return "\n".join(lines)


def reconcile(
    allocation: Allocation, published: Mapping[str, Published]
) -> tuple[Reconciliation, ...]:
    """Compare published tables, by pot, with an allocation, cell by cell (avstämning).

    The pot's exact quotas are rounded by the pot's own method to the unit in which the
    table was published. A cell is equal; or one unit off, or as some other method has it
    (a divisor method only where it gives the whole table); or different.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(100), [Pot("p", kr(100), "skola", Equal())], None)
    >>> allocation = allocate(agreement, Population.of(["m", "n", "s"], level="skola"))
    >>> table = Published({"m": kr(33), "n": kr(33), "s": kr(34)}, total=kr(100))
    >>> print(reconcile(allocation, {"p": table})[0])
    p: 3 cells, 1 equal, 2 one unit off, or as another method has it, 0 different
    methods that give all of them: nearest-then-last
      m m: published 33,00 kr, computed 34,00 kr, one unit off, or as another method has it
      s s: published 34,00 kr, computed 33,00 kr, one unit off, or as another method has it

    Raises:
        UnknownIdError: a pot or a recipient that the allocation does not have.
        RoundingUnitError: the pot is not a whole multiple of the table's unit.
        InputTypeError: something else than tables by pot.
    """
    if not isinstance(published, Mapping):
        raise _no_table(published)
    for table in published.values():
        if not isinstance(table, Published):
            raise _no_table(table)
    return tuple(_table(allocation.outcome(pot), table) for pot, table in published.items())


def _table(outcome: Outcome, published: Published) -> Reconciliation:
    own = outcome.rounded.rounding
    given = dict(published.amounts)
    unknown = [code for code in given if code not in outcome.codes]
    if unknown:
        known = outcome.codes
        raise UnknownIdError(
            "pot.no_recipient",
            pot=outcome.pot.id,
            recipient=repr(unknown[0]),
            near=nearest(unknown[0], known),
            known=known,
        )
    computed = settled_by(outcome, Rounding(published.unit, own.method, own.ties)).amounts
    by_method = {
        method: found.amounts for method, found in by_every_method(outcome, published.unit).items()
    }
    methods = tuple(
        method
        for method, amounts in by_method.items()
        if given and all(amounts[code] == money for code, money in given.items())
    )
    # A divisor method has no rule for what rounding leaves; it made the whole table or nothing.
    ruled = [
        amounts
        for method, amounts in by_method.items()
        if method in methods or method not in DIVISORS
    ]
    cells = tuple(
        Cell(
            code,
            outcome.name(code),
            money,
            computed[code],
            _kind(money, computed[code], [each[code] for each in ruled], published),
        )
        for code, money in given.items()
    )
    missing = tuple(code for code in outcome.codes if code not in given)
    return Reconciliation(outcome.pot.id, cells, methods, missing, published.missed)


def _kind(money: Money, computed: Money, by_method: list[Money], published: Published) -> Kind:
    if money == computed:
        return Kind.EQUAL
    if abs(money.ore - computed.ore) == published.unit.ore or money in by_method:
        return Kind.RESIDUAL
    return Kind.DIFFERENT
