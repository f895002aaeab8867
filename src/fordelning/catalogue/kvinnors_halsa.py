"""The agreements on women's health (kvinnors hälsa) whose tables of amounts are published.

Each is one sum to the regions by population, in whole kronor. The texts name no day for
the population; the tables of 2019 and 2020 rest on SCB's of 31 December 2018. Never here:
years or parts whose key is not known.
"""

from __future__ import annotations

from functools import partial

from fordelning.agreement import Agreement, Pot
from fordelning.apportionment import Method
from fordelning.catalogue.example import Example
from fordelning.keys import PerCapita
from fordelning.money import Money, kr, mkr
from fordelning.register import Level
from fordelning.rounding import Rounding
from fordelning.source import Source

__all__ = ["DEFINITIONS", "EXAMPLES"]

_UNKNOWN = (
    "tabellen över belopp per region; ingen enskild avrundningsmetod ger alla dess celler, "
    "troligen för att delar avrundades var för sig"
)
_LAST_OF_SKL = 2019
_TABLE = "tabellen över belopp per region"


def _definition(year: int, total: Money, method: Method, locator: str) -> Agreement:
    # SKL became SKR in November 2019.
    other = "SKL" if year <= _LAST_OF_SKL else "SKR"
    source = Source(f"Överenskommelse mellan staten och {other} om kvinnors hälsa {year}", locator)
    pot = Pot("regioner", total, Level.REGION, PerCapita(), "kvinnors hälsa", source=source)
    return Agreement(
        f"kvinnors-halsa-{year}",
        f"Överenskommelsen om kvinnors hälsa {year}",
        total=total,
        pots=(pot,),
        reference_date=None,
        sources=(source,),
        rounding=Rounding(unit=kr(1), method=method),
    )


DEFINITIONS = {
    "kvinnors-halsa-2019": partial(_definition, 2019, mkr(1590), Method.NEAREST, _UNKNOWN),
    "kvinnors-halsa-2020": partial(_definition, 2020, mkr(937), Method.NEAREST, _UNKNOWN),
    "kvinnors-halsa-2022": partial(_definition, 2022, mkr(1382), Method.LARGEST_REMAINDER, _TABLE),
}
"""How each agreement is built, by id. NEAREST is what the most cells of 2019 and 2020 have."""

EXAMPLES = {
    "kvinnors-halsa-2019": Example(population="scb-2018-12-31"),
    "kvinnors-halsa-2020": Example(population="scb-2018-12-31"),
}
"""How those whose figures are bundled can be allocated."""
