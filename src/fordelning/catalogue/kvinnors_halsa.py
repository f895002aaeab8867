"""The agreements on women's health (kvinnors hälsa) whose tables of amounts are published.

Each is a sum to the regions by population, in whole kronor; some have a part for sparsely
populated areas (landsbygd) besides. The texts name no day for the population, but for the
supplement of 2017; the tables of 2019 and 2020 rest on SCB's of 31 December 2018. Never
here: a key that is not known, which whoever allocates has to give.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from fordelning.agreement import Agreement, Ambiguity, Pot
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
_ON_LARGEST = Method.NEAREST_THEN_LARGEST


def _source(year: int, locator: str) -> Source:
    # SKL became SKR in November 2019.
    other = "SKL" if year <= _LAST_OF_SKL else "SKR"
    return Source(f"Överenskommelse mellan staten och {other} om kvinnors hälsa {year}", locator)


def _per_capita(id: str, amount: Money, title: str, source: Source) -> Pot:
    return Pot(id, amount, Level.REGION, PerCapita(), title, source=source)


def _definition(year: int, total: Money, method: Method, locator: str) -> Agreement:
    source = _source(year, locator)
    return Agreement(
        f"kvinnors-halsa-{year}",
        f"Överenskommelsen om kvinnors hälsa {year}",
        total=total,
        pots=(_per_capita("regioner", total, "kvinnors hälsa", source),),
        reference_date=None,
        sources=(source,),
        rounding=Rounding(unit=kr(1), method=method),
    )


def _supplement_2017() -> Agreement:
    """Return the supplement of 2017: 117 + 373 = 490 mkr, by 1 November 2016.

    The two sums are those of which each published amount is the region's share of the
    population that the agreement on mental health of the same year rests on.
    """
    source = Source(
        "Tilläggsöverenskommelse mellan staten och SKL om kvinnors hälsa 2017",
        "tabellen över belopp per landsting, kolumnerna för primärvård och förlossningsvård",
    )
    return Agreement(
        "kvinnors-halsa-2017-tillagg",
        "Tilläggsöverenskommelsen om kvinnors hälsa 2017",
        total=mkr(490),
        pots=(
            _per_capita("primarvard", mkr(117), "kvinnors hälsa i primärvården", source),
            _per_capita("forlossningsvard", mkr(373), "förlossningsvård", source),
        ),
        reference_date=date(2016, 11, 1),
        sources=(source,),
        rounding=Rounding(unit=kr(1), method=_ON_LARGEST),
    )


def _definition_2023() -> Agreement:
    """Return the agreement of 2023: 1 437 mkr by population, and 150 mkr for landsbygd.

    The 150 mkr follow people weighted by their kommun's type and summed to the region, as
    `Proportional(summed(table({…}) * population(), over=Level.KOMMUN))`; that the weights
    are 1, 4 and 6 is inferred from the amounts, and which kommun has which is not known.
    """
    source = _source(2023, _TABLE)
    return Agreement(
        "kvinnors-halsa-2023",
        "Överenskommelsen om kvinnors hälsa 2023",
        total=mkr(1587),
        pots=(
            _per_capita("regioner", mkr(1437), "kvinnors hälsa", source),
            Ambiguity(
                "landsbygd",
                amount=mkr(150),
                to=Level.REGION,
                title="landsbygd",
                note="The weight of each kommun is not known; the amounts suggest 1, 4 and 6.",
                source=_source(2023, "tabellen över belopp per region för landsbygd"),
            ),
        ),
        reference_date=None,
        sources=(source,),
        rounding=Rounding(unit=kr(1), method=_ON_LARGEST),
    )


DEFINITIONS: dict[str, Callable[[], Agreement]] = {
    "kvinnors-halsa-2017-tillagg": _supplement_2017,
    "kvinnors-halsa-2019": partial(_definition, 2019, mkr(1590), Method.NEAREST, _UNKNOWN),
    "kvinnors-halsa-2020": partial(_definition, 2020, mkr(937), Method.NEAREST, _UNKNOWN),
    "kvinnors-halsa-2021": partial(_definition, 2021, mkr(937), Method.LARGEST_REMAINDER, _TABLE),
    "kvinnors-halsa-2022": partial(_definition, 2022, mkr(1382), Method.LARGEST_REMAINDER, _TABLE),
    "kvinnors-halsa-2023": _definition_2023,
    "kvinnors-halsa-2024": partial(_definition, 2024, mkr(1367), Method.LARGEST_REMAINDER, _TABLE),
}
"""How each agreement is built, by id. NEAREST is what the most cells of 2019 and 2020 have.

The part of 2024 for landsbygd is left out: its sum is not known to us.
"""

EXAMPLES = {
    "kvinnors-halsa-2019": Example(population="scb-2018-12-31"),
    "kvinnors-halsa-2020": Example(population="scb-2018-12-31"),
}
"""How those whose figures are bundled can be allocated."""
