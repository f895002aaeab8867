"""The agreements on mental health of 2016 and 2017, as far as their texts say.

Both leave 130 mkr for ungdomsmottagningar to kommuner and landsting without saying how
much to each: whoever allocates has to give a reading. Never here: a split of our own.
"""

from __future__ import annotations

from datetime import date

from fordelning.agreement import Agreement, Ambiguity, Declared, Pot, Reading
from fordelning.keys import PerCapita
from fordelning.money import Money, mkr
from fordelning.register import Level, Recipient, skr
from fordelning.source import Source

__all__ = ["definition_2016", "definition_2017"]

_SKL = skr(date(2016, 1, 1))
_TOGETHER = Recipient("kommuner+landsting", "kommuner och landsting, utan angiven delning")
_2016 = Source(
    "Överenskommelse mellan staten och SKL om psykisk hälsa 2016", locator="9211", url="skl.se"
)
_NORRBOTTEN = Source(
    "Underlag om medlen till psykisk hälsa 2017, med beloppet till Region Norrbotten",
    url="studylibsv.com/doc/321422",
)
_2017 = Source("Överenskommelse mellan staten och SKL om psykisk hälsa 2017")


def _per_capita(id: str, amount: Money, to: Level, title: str, source: Source) -> Pot:
    return Pot(id, amount, to, PerCapita(), title, source=source)


def _open(source: Source) -> Ambiguity:
    return Ambiguity(
        "ungdomsmottagningar",
        amount=mkr(130),
        to=_TOGETHER,
        title="ungdomsmottagningar",
        note="The text does not say how much goes to kommuner and how much to landsting.",
        source=source,
    )


def definition_2016() -> Agreement:
    """Return the agreement of 2016: 300 + 200 + 150 + 130 = 780, and 60 + 5 to SKL, in mkr.

    No day for the population is known to us.
    """
    analysis = "analys och handlingsplan"
    return Agreement(
        "psykisk-halsa-2016",
        "Överenskommelsen om psykisk hälsa 2016",
        total=mkr(845),
        pots=(
            _per_capita("landsting-analys", mkr(300), Level.REGION, analysis, _2016),
            _per_capita("kommun-analys", mkr(200), Level.KOMMUN, analysis, _2016),
            _per_capita("landsting-unga", mkr(150), Level.REGION, "initiativ unga", _2016),
            _open(_2016),
            Pot("skl-samordning", mkr(60), _SKL, title="samordning", source=_2016),
            Pot("skl-utredning", mkr(5), _SKL, title="utredning av infrastruktur", source=_2016),
        ),
        reference_date=None,
        declared=(
            Declared(
                "stimulansmedel",
                mkr(780),
                ("landsting-analys", "kommun-analys", "landsting-unga", "ungdomsmottagningar"),
            ),
        ),
        sources=(_2016,),
    )


def definition_2017() -> Agreement:
    """Return the agreement of 2017: 780 mkr, and 60 + 45 to SKL, by 1 November 2016.

    Its list says "250 Mkr fördelas till landstingen/regionerna och till kommunerna". Read
    as 250 to each, the parts are 500 + 150 + 130 = 780; read literally, 530 of 780.
    """
    analysis = "analys och handlingsplan"
    return Agreement(
        "psykisk-halsa-2017",
        "Överenskommelsen om psykisk hälsa 2017",
        total=mkr(885),
        pots=(
            Ambiguity(
                "analys",
                Reading(
                    "till-vardera",
                    pots=(
                        _per_capita("landsting-analys", mkr(250), Level.REGION, analysis, _2017),
                        _per_capita("kommun-analys", mkr(250), Level.KOMMUN, analysis, _2017),
                    ),
                    source=_NORRBOTTEN,
                ),
                Reading(
                    "ordagrant",
                    pots=(Pot("analys", mkr(250), _TOGETHER, title=analysis, source=_2017),),
                    source=Source(
                        _2017.document,
                        quote="250 Mkr fördelas till landstingen/regionerna och till kommunerna",
                    ),
                ),
                title=analysis,
                note="Only 250 mkr to each makes up the 780 that the text declares.",
            ),
            _per_capita("landsting-unga", mkr(150), Level.REGION, "initiativ unga", _2017),
            _open(_2017),
            Pot("skl-samordning", mkr(60), _SKL, title="samordning", source=_2017),
            Pot("skl-kunskap", mkr(45), _SKL, title="kunskapsstruktur", source=_2017),
        ),
        reference_date=date(2016, 11, 1),
        declared=(
            Declared(
                "stimulansmedel", mkr(780), ("analys", "landsting-unga", "ungdomsmottagningar")
            ),
        ),
        sources=(_2017,),
    )
