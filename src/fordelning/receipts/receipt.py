"""The receipt as a value: digests, choices, amounts, certificates, and what they rest on.

Never here: text of any format, or a calculation.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from fordelning.agreement import Agreement, Pot, Reading
from fordelning.apportionment import Method
from fordelning.money import Money
from fordelning.population import Population
from fordelning.receipts.figures import Figures, figures_population
from fordelning.source import Source

__all__ = ["Certificate", "Digests", "OwnReading", "PotResult", "Receipt", "Versions"]


@frozen
class Digests:
    """Hold the SHA-256 of the canonical definition, of the population and of the result.

    The result is each choice of reading, each day of figures, and each row: pot, level,
    code, öre, exact quota and payee.
    """

    definition: str
    population: str
    result: str


@frozen
class OwnReading:
    """Hold a reading of the caller's own, as the pots that it put in an ambiguity's place."""

    ambiguity: str
    name: str
    pots: tuple[Pot, ...]
    source: Source | None = None

    @property
    def reading(self) -> Reading:
        """The same as a reading."""
        return Reading(self.name, pots=self.pots, source=self.source)


@frozen
class PotResult:
    """Hold one pot's outcome: its stated amount, each recipient's, and what nobody got."""

    id: str
    amount: Money
    amounts: tuple[tuple[str, Money], ...]
    unassigned: Money = field(default=Money(0))

    @property
    def distributed(self) -> Money:
        """The sum of the recipients' amounts."""
        return Money.total(money for _, money in self.amounts)


@frozen
class Certificate:
    """Say of one pot by which method it was rounded, to what unit, and that this holds."""

    pot: str
    method: Method
    unit: Money
    holds: bool


@frozen
class Versions:
    """Name the version of the library, and of Python, that computed."""

    fordelning: str
    python: str


@frozen(kw_only=True)
class Receipt:
    """Hold proof of one allocation (beräkningsintyg), with what computing it again needs.

    `readings` are (ambiguity, reading) as chosen; `own` the readings of the caller's own;
    `reference_date` the day whose figures were used, None where the agreement names none;
    `total` the sum of every row; `figures` the tables of the population, whose rows may
    have been left out. The versions and certificates stand outside the three digests.
    """

    agreement: str
    digests: Digests
    reference_date: date | None = None
    readings: tuple[tuple[str, str], ...] = ()
    total: Money
    pots: tuple[PotResult, ...]
    certificates: tuple[Certificate, ...]
    versions: Versions
    definition: Agreement = field(repr=False)
    own: tuple[OwnReading, ...] = field(default=(), repr=False)
    figures: tuple[Figures, ...] = field(repr=False)

    @property
    def population(self) -> Population | None:
        """The population, where the receipt holds all of its figures; otherwise None."""
        return figures_population(self.figures)

    @property
    def chosen(self) -> dict[str, str | Reading]:
        """The readings as `allocate` takes them."""
        return {**dict(self.readings), **{each.ambiguity: each.reading for each in self.own}}

    def to_json(self) -> str:
        """Write the receipt as JSON, which `verify` reads.

        Raises:
            ReceiptError: the text is longer than what is read; leave out the figures.
        """
        from fordelning.receipts.text import write

        return write(self)
