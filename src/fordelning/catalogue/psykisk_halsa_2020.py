"""The agreement on mental health of 2020 (psykisk hälsa): 1 716 mkr in twelve pots."""

from __future__ import annotations

from datetime import date

from fordelning.agreement import Agreement, Ambiguity, Declared, Pot, Reading
from fordelning.catalogue.example import Example
from fordelning.keys import AgeWeighted, FlatPlusRemainder, PerCapita, Tier, Tiered
from fordelning.money import mkr
from fordelning.register import STORSTADSLAN, Level, Recipient
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


def _to_regions() -> tuple[Pot | Ambiguity, ...]:
    return (
        Pot(
            "region-handlingsplaner",
            mkr(300),
            Level.REGION,
            PerCapita(),
            title="handlingsplaner och mobila lösningar",
            source=_LIST,
        ),
        Ambiguity(
            "barn-och-unga",
            Reading(
                "befolkningsmangd",
                key=PerCapita(),
                source=Source(_DOCUMENT, _LIST.locator, quote="efter befolkningsmängd"),
            ),
            Reading(
                "0-25",
                key=_BY_YOUNG,
                source=Source(_DOCUMENT, "avsnittet Återrapportering"),
            ),
            amount=mkr(370),
            to=Level.REGION,
            title="barn och unga, inklusive BUP",
            note="The list says by population, a later section by those aged 0-25.",
        ),
        Pot(
            "region-kunskapsbaserad-vard",
            mkr(100),
            Level.REGION,
            PerCapita(),
            title="kunskapsbaserad och säker hälso- och sjukvård",
            source=_LIST,
        ),
        Pot(
            "region-traumavard",
            mkr(50),
            Level.REGION,
            PerCapita(),
            title="psykiatrisk traumavård",
            source=_LIST,
        ),
    )


def _to_kommuner() -> tuple[Pot, ...]:
    return (
        Pot(
            "kommun-handlingsplaner",
            mkr(200),
            Level.KOMMUN,
            PerCapita(),
            title="handlingsplaner m.m.",
            source=_LIST,
        ),
        Pot(
            "kommun-kunskapsbaserad-vard",
            mkr(100),
            Level.KOMMUN,
            PerCapita(),
            title="kunskapsbaserad och säker vård och socialtjänst",
            source=_LIST,
        ),
    )


def _to_lan() -> tuple[Pot, ...]:
    return (
        Pot(
            "lan-samverkan",
            mkr(200),
            Level.LAN,
            FlatPlusRemainder(mkr(5)),
            title="sammanhållen vård vid samsjuklighet",
            payee=_PAYEE,
            source=_LIST,
        ),
        Pot(
            "lan-brukarmedverkan",
            mkr(24),
            Level.LAN,
            Tiered(Tier(mkr(2), codes=STORSTADSLAN), Tier(mkr(1))),
            title="brukarmedverkan",
            payee=_PAYEE,
            source=_LIST,
        ),
        Pot(
            "lan-suicidprevention",
            mkr(200),
            Level.LAN,
            PerCapita(),
            title="suicidprevention",
            payee=_PAYEE,
            source=_LIST,
        ),
        Pot(
            "lan-ungdomsmottagningar",
            mkr(150),
            Level.LAN,
            _BY_YOUNG,
            title="ungdomsmottagningar",
            payee=_PAYEE,
            source=_LIST,
        ),
    )


def _to_skr() -> tuple[Pot, ...]:
    skr = Recipient("SKR", "Sveriges Kommuner och Regioner")
    return (
        Pot("skr-samordning", mkr(20), skr, title="samordning", source=_LIST),
        Pot("skr-administration", mkr(2), skr, title="administration", source=_LIST),
    )
