"""The agreements on women's health (kvinnors hälsa) whose amounts were published.

Each is a sum to the regions by population, in whole kronor. In 2023 and 2024 there was a
part for sparsely populated areas (landsbygd) besides, which these leave out; that of 2023
is an agreement of its own. No day for the population is known to us; the tables of 2019
and 2020 rest on SCB's of 31 December 2018. Never here: a key that is not known, which
whoever allocates has to give.
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
from fordelning.register import Level, skr
from fordelning.rounding import Rounding
from fordelning.source import Source

__all__ = ["DEFINITIONS", "EXAMPLES"]

_TABLE = "tabellen över belopp per region"
_ALONE = ", efter befolkning, utan delen för landsbygd"
_ON_LARGEST = Rounding(kr(1), Method.NEAREST_THEN_LARGEST)
_LARGEST_REMAINDER = Rounding(kr(1), Method.LARGEST_REMAINDER)
_NEAREST = Rounding(kr(1), Method.NEAREST)
_BASE = "The amounts rest on the population of 31 December 2018."
_NO_METHOD = (
    "{equal} of the 21 published amounts are the nearest krona and no single method gives "
    "them all. The published rows make up the whole; rounded to the nearest they {make_up}."
)


def _source(year: int, locator: str) -> Source:
    other = skr(date(year, 1, 1)).code
    return Source(f"Överenskommelse mellan staten och {other} om kvinnors hälsa {year}", locator)


def _per_capita(id: str, amount: Money, title: str, source: Source, note: str = "") -> Pot:
    return Pot(id, amount, Level.REGION, PerCapita(), title, source=source, note=note)


def _definition(
    year: int, total: Money, rounding: Rounding, title: str = "", note: str = ""
) -> Agreement:
    source = _source(year, _TABLE)
    return Agreement(
        f"kvinnors-halsa-{year}",
        f"Överenskommelsen om kvinnors hälsa {year}{title}",
        total=total,
        pots=(_per_capita("regioner", total, "kvinnors hälsa", source),),
        reference_date=None,
        sources=(source,),
        rounding=rounding,
        note=note,
    )


def _supplement_2017() -> Agreement:
    """Return the supplement of 2017, whose parts 117 + 373 = 490 mkr are inferred.

    They are the sums of which each published amount is the region's share of 9 967 637
    people, the population that the single amounts of mental health 2017 rest on.
    """
    document = "Tilläggsöverenskommelse mellan staten och SKL om kvinnors hälsa 2017"
    column = "tabellen över belopp per landsting, kolumnen för {} (summan: härlett ur beloppen)"
    care, births = (
        Source(document, column.format(name)) for name in ("primärvård", "förlossningsvård")
    )
    inferred = "The sum is inferred from the five published amounts."
    return Agreement(
        "kvinnors-halsa-2017-tillagg",
        "Tilläggsöverenskommelsen om kvinnors hälsa 2017",
        total=mkr(490),
        pots=(
            _per_capita("primarvard", mkr(117), "kvinnors hälsa i primärvården", care, inferred),
            _per_capita("forlossningsvard", mkr(373), "förlossningsvård", births, inferred),
        ),
        reference_date=None,
        sources=(
            Source(document, "tabellen över belopp per landsting (delarna: härlett ur beloppen)"),
        ),
        rounding=_ON_LARGEST,
        note="The amounts fit the population of the agreement on mental health of 2017.",
    )


def _landsbygd_2023() -> Agreement:
    """Return the part of 2023 for landsbygd: 150 mkr to regions, by a key not fully known."""
    source = _source(2023, f"{_TABLE} för landsbygd (vikterna: härlett ur beloppen)")
    return Agreement(
        "kvinnors-halsa-2023-landsbygd",
        "Överenskommelsen om kvinnors hälsa 2023, delen för landsbygd",
        total=mkr(150),
        pots=(
            Ambiguity(
                "landsbygd",
                amount=mkr(150),
                to=Level.REGION,
                title="landsbygd",
                note="The key is people weighted by kommun type, summed to the region: "
                "Proportional(summed(table({...}) * population(), over=Level.KOMMUN)). The "
                "weights 1, 4 and 6 are inferred from the amounts; which kommun has which is "
                "not known to us.",
                source=source,
            ),
        ),
        reference_date=None,
        sources=(source,),
        rounding=_NEAREST,
        note=_NO_METHOD.format(equal=19, make_up="are 2 kr too many"),
    )


DEFINITIONS: dict[str, Callable[[], Agreement]] = {
    "kvinnors-halsa-2017-tillagg": _supplement_2017,
    "kvinnors-halsa-2019": partial(
        _definition,
        2019,
        mkr(1590),
        _NEAREST,
        note=f"{_BASE} {_NO_METHOD.format(equal=13, make_up='do so too')}",
    ),
    "kvinnors-halsa-2020": partial(
        _definition,
        2020,
        mkr(937),
        _NEAREST,
        note=f"{_BASE} {_NO_METHOD.format(equal=19, make_up='miss it by 2 kr')}",
    ),
    "kvinnors-halsa-2021": partial(
        _definition,
        2021,
        mkr(937),
        _LARGEST_REMAINDER,
        note="Neither sum nor method has been checked here against the published amounts.",
    ),
    "kvinnors-halsa-2022": partial(_definition, 2022, mkr(1382), _LARGEST_REMAINDER),
    "kvinnors-halsa-2023": partial(_definition, 2023, mkr(1437), _ON_LARGEST, _ALONE),
    "kvinnors-halsa-2023-landsbygd": _landsbygd_2023,
    "kvinnors-halsa-2024": partial(_definition, 2024, mkr(1367), _LARGEST_REMAINDER, _ALONE),
}
"""How each agreement is built, by id. NEAREST is what the most cells of 2019 and 2020 have.

The part of 2024 for landsbygd is left out: its sum is not known to us.
"""

EXAMPLES = {
    "kvinnors-halsa-2019": Example(population="scb-2018-12-31"),
    "kvinnors-halsa-2020": Example(population="scb-2018-12-31"),
}
"""How those whose figures are bundled can be allocated."""
