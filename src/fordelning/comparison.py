"""Comparing an allocation with what was published. Never here: allocating, or reading files.

A published table is right, or one unit off by the rule that settles what rounding leaves,
or different; and it is told which methods would give it, to the last cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import Attribute, field, frozen

from fordelning.allocation import Allocation, Outcome
from fordelning.apportionment import Method
from fordelning.errors import FordelningError, UnknownIdError, nearest
from fordelning.money import Money, as_money
from fordelning.rounding import Rounded, Rounding

__all__ = ["Cell", "Kind", "Published", "Reconciliation", "reconcile"]


class Kind(Enum):
    """Say how a published amount stands to the computed one."""

    EQUAL = "equal"
    RESIDUAL = "one unit by the residual rule"
    DIFFERENT = "different"


def _amounts(amounts: Mapping[str, Money]) -> tuple[tuple[str, Money], ...]:
    for money in amounts.values():
        as_money(money)
    return tuple(sorted(amounts.items()))


def _is_money(_: object, __: Attribute[Money | None], total: Money | None) -> None:
    if total is not None:
        as_money(total)


@frozen
class Published:
    """Hold a table as it was published: amounts by code, and its printed total, if any.

    `unit` is what its amounts are whole multiples of (one krona unless said otherwise).

    >>> from fordelning import kr
    >>> Published({"01": kr(2), "03": kr(2)}, total=kr(5)).missed
    kr("1")

    Raises:
        InputTypeError: an amount that is no money.
    """

    amounts: tuple[tuple[str, Money], ...] = field(converter=_amounts)
    total: Money | None = field(default=None, validator=_is_money)
    unit: Money = field(default=Money(100))

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
            f"{self.pot}: {len(self.cells)} cells, {counted}",
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
    table was published. A cell is equal; or one unit off, or as some other method has it;
    or different.

    >>> from fordelning import Agreement, Equal, Population, Pot, allocate, kr
    >>> agreement = Agreement("a", "A", kr(100), [Pot("p", kr(100), "skola", Equal())], None)
    >>> allocation = allocate(agreement, Population.of(["m", "n", "s"], level="skola"))
    >>> table = Published({"m": kr(33), "n": kr(33), "s": kr(34)}, total=kr(100))
    >>> print(reconcile(allocation, {"p": table})[0])
    p: 3 cells, 1 equal, 2 one unit by the residual rule, 0 different
    methods that give all of them: nearest-then-last
      m m: published 33,00 kr, computed 34,00 kr, one unit by the residual rule
      s s: published 34,00 kr, computed 33,00 kr, one unit by the residual rule

    Raises:
        UnknownIdError: a pot or a recipient that the allocation does not have.
        RoundingUnitError: the pot is not a whole multiple of the table's unit.
    """
    return tuple(_table(allocation.outcome(pot), table) for pot, table in published.items())


def _table(outcome: Outcome, published: Published) -> Reconciliation:
    own = outcome.rounded.rounding
    given = dict(published.amounts)
    unknown = [code for code in given if code not in outcome.rounded.codes]
    if unknown:
        known = outcome.rounded.codes
        raise UnknownIdError(
            "pot.no_recipient",
            pot=outcome.pot.id,
            recipient=repr(unknown[0]),
            near=nearest(unknown[0], known),
            known=known,
        )
    computed = _rounded(outcome, Rounding(published.unit, own.method, own.ties)).amounts
    by_method = _by_every_method(outcome, published)
    cells = tuple(
        Cell(
            code,
            outcome.name(code),
            money,
            computed[code],
            _kind(money, computed[code], [each[code] for each in by_method.values()], published),
        )
        for code, money in given.items()
    )
    return Reconciliation(
        outcome.pot.id,
        cells,
        tuple(
            method
            for method, amounts in by_method.items()
            if all(amounts[code] == money for code, money in given.items())
        ),
        tuple(code for code in outcome.rounded.codes if code not in given),
        published.missed,
    )


def _rounded(outcome: Outcome, rounding: Rounding) -> Rounded:
    return rounding.rounded(outcome.rounded.codes, outcome.rounded.quotas, outcome.pot.amount)


def _by_every_method(outcome: Outcome, published: Published) -> dict[Method, dict[str, Money]]:
    ties = outcome.rounded.rounding.ties
    found: dict[Method, dict[str, Money]] = {}
    for method in Method:
        try:
            found[method] = _rounded(outcome, Rounding(published.unit, method, ties)).amounts
        except FordelningError:
            # A method that cannot round this pot cannot have made the table either.
            continue
    return found


def _kind(money: Money, computed: Money, by_method: list[Money], published: Published) -> Kind:
    if money == computed:
        return Kind.EQUAL
    if abs(money.ore - computed.ore) <= published.unit.ore or money in by_method:
        return Kind.RESIDUAL
    return Kind.DIFFERENT
