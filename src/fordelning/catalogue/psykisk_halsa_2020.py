"""The agreement on mental health of 2020 (psykisk hälsa): 1 716 mkr in twelve pots.

Never here: figures, or amounts that the text does not state.
"""

from __future__ import annotations

from datetime import date

from fordelning.agreement import Agreement, Ambiguity, Declared, Pot, Reading
from fordelning.catalogue.example import Example
from fordelning.keys import AgeWeighted, FlatPlusRemainder, Key, PerCapita, Tier, Tiered
from fordelning.money import Money, mkr
from fordelning.register import STORSTADSLAN, Level, Recipient, skr
from fordelning.source import Source

__all__ = ["EXAMPLE", "definition"]

EXAMPLE = Example(
    population="scb-2020-12-31",
    readings={"barn-och-unga": "0-25"},
    reference_date=date(2020, 12, 31),
)

_DOCUMENT = "Överenskommelse mellan staten och SKR om psykisk hälsa 2020"
_LIST = Source(_DOCUMENT, locator="punktlistan över medlen")
_BY_YOUNG = AgeWeighted({(0, 25): 1})
_PAYEE = "den aktör som regionen och länets kommuner anger"


def definition() -> Agreement:
    """Return the agreement: 300 + 370 + 100 + 50 to regions, 200 + 100 to kommuner, to län
    200 + 24 + 200 + 150, and 20 + 2 to SKR, all in mkr.

    The text asks for the population of 1 November 2019.
    """
    return Agreement(
        "psykisk-halsa-2020",
        "Överenskommelsen om psykisk hälsa 2020",
        total=mkr(1716),
        pots=(*_to_regions(), *_to_kommuner(), *_to_lan(), *_to_skr()),
        reference_date=date(2019, 11, 1),
        declared=(
            Declared("stimulansmedel", mkr(1694), (Level.REGION, Level.KOMMUN, Level.LAN)),
            Declared(
                "hela överenskommelsen",
                mkr(1716),
                (Level.REGION, Level.KOMMUN, Level.LAN, "skr-samordning", "skr-administration"),
            ),
        ),
        sources=(Source(_DOCUMENT),),
    )


def _pot(id: str, amount: Money, to: Level | Recipient, key: Key | None, title: str) -> Pot:
    payee = _PAYEE if to == Level.LAN else ""
    return Pot(id, amount, to, key, title, payee, source=_LIST)


def _to_regions() -> tuple[Pot | Ambiguity, ...]:
    region = Level.REGION
    by_population = Source(_DOCUMENT, _LIST.locator, quote="efter befolkningsmängd")
    by_age = Source(_DOCUMENT, "avsnittet Återrapportering")
    care = "kunskapsbaserad och säker hälso- och sjukvård"
    return (
        _pot(
            "region-handlingsplaner",
            mkr(300),
            region,
            PerCapita(),
            "handlingsplaner och mobila lösningar",
        ),
        Ambiguity(
            "barn-och-unga",
            Reading("befolkningsmangd", key=PerCapita(), source=by_population),
            Reading("0-25", key=_BY_YOUNG, source=by_age),
            amount=mkr(370),
            to=region,
            title="barn och unga inkl. BUP",
            note="The list says by population, a later section by those aged 0-25.",
        ),
        _pot("region-kunskapsbaserad-vard", mkr(100), region, PerCapita(), care),
        _pot("region-traumavard", mkr(50), region, PerCapita(), "psykiatrisk traumavård"),
    )


def _to_kommuner() -> tuple[Pot, ...]:
    kommun = Level.KOMMUN
    care = "kunskapsbaserad och säker vård och socialtjänst"
    return (
        _pot("kommun-handlingsplaner", mkr(200), kommun, PerCapita(), "handlingsplaner m.m."),
        _pot("kommun-kunskapsbaserad-vard", mkr(100), kommun, PerCapita(), care),
    )


def _to_lan() -> tuple[Pot, ...]:
    lan = Level.LAN
    flat_and_rest = FlatPlusRemainder(mkr(5))
    by_class = Tiered(Tier(mkr(2), codes=STORSTADSLAN), Tier(mkr(1)))
    together = "sammanhållen vård (samsjuklighet)"
    return (
        _pot("lan-samverkan", mkr(200), lan, flat_and_rest, together),
        _pot("lan-brukarmedverkan", mkr(24), lan, by_class, "brukarmedverkan"),
        _pot("lan-suicidprevention", mkr(200), lan, PerCapita(), "suicidprevention"),
        _pot("lan-ungdomsmottagningar", mkr(150), lan, _BY_YOUNG, "ungdomsmottagningar"),
    )


def _to_skr() -> tuple[Pot, ...]:
    body = skr(date(2020, 1, 1))
    return (
        _pot("skr-samordning", mkr(20), body, None, "samordning"),
        _pot("skr-administration", mkr(2), body, None, "administration"),
    )
