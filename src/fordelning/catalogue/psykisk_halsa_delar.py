"""The agreements on mental health of 2019 and 2022, of which only parts are known.

How much went to whom is known for the parts below, by what key is not: each is a place
that whoever allocates has to read. Never here: the sum of the whole, which is not known,
or a key of our own.
"""

from __future__ import annotations

from fordelning.agreement import Agreement, Ambiguity
from fordelning.money import Money, mkr
from fordelning.register import Level, Recipient
from fordelning.source import Source

__all__ = ["definition_2019", "definition_2022"]

_TOGETHER = Recipient("kommuner+regioner", "kommuner och regioner, utan angiven delning")
_KEY = "Neither the key nor its reference date is known to us."
_SPLIT = "Neither the key nor the split between kommuner and regions is known to us."


def _part(id: str, amount: Money, to: str | Recipient, title: str, source: Source) -> Ambiguity:
    note = _SPLIT if to is _TOGETHER else _KEY
    return Ambiguity(id, amount=amount, to=to, title=title, note=note, source=source)


def _agreement(year: int, parts: tuple[Ambiguity, ...], sources: tuple[Source, ...]) -> Agreement:
    return Agreement(
        f"psykisk-halsa-{year}",
        f"Överenskommelsen om psykisk hälsa {year}, de delar som är kända",
        total=Money.total(part.amount for part in parts if part.amount),
        pots=parts,
        reference_date=None,
        sources=sources,
    )


def definition_2019() -> Agreement:
    """Return the known parts of 2019: 350 + 350 + 250 + 380 + 200 + 130 = 1 660 mkr."""
    plans = Source("SKR, och avtalstexten hos lawinsider, 3Lt7I4HBu4D", url="skr.se")
    others = Source("Nationellt kompetenscentrum anhöriga", url="anhoriga.se")
    return _agreement(
        2019,
        (
            _part("region-handlingsplaner", mkr(350), Level.REGION, "handlingsplaner", plans),
            _part("kommun-handlingsplaner", mkr(350), Level.KOMMUN, "handlingsplaner", plans),
            _part("region-barn-och-unga", mkr(250), Level.REGION, "barn och unga", others),
            _part("region-bup", mkr(380), Level.REGION, "BUP-köer", others),
            _part("samverkan", mkr(200), _TOGETHER, "samverkan", others),
            _part("ungdomsmottagningar", mkr(130), _TOGETHER, "ungdomsmottagningar", others),
        ),
        (plans, others),
    )


def definition_2022() -> Agreement:
    """Return the known parts of 2022: 737 to regions, 197 to kommuner, 424 to län, in mkr."""
    levels = Source("SKR:s meddelande 234", url="kvalitetsregister.se")
    lan = Source("Nationellt kompetenscentrum anhöriga", url="anhoriga.se")
    return _agreement(
        2022,
        (
            _part("region-handlingsplaner", mkr(217), Level.REGION, "handlingsplaner m.m.", levels),
            _part("region-bup", mkr(370), Level.REGION, "barn och unga inkl. BUP", levels),
            _part(
                "region-kunskap", mkr(100), Level.REGION, "kunskapsbaserad och säker vård", levels
            ),
            _part("region-trauma", mkr(50), Level.REGION, "traumavård", levels),
            _part("kommun-handlingsplaner", mkr(197), Level.KOMMUN, "handlingsplaner m.m.", levels),
            _part("lan-samsjuklighet", mkr(200), Level.LAN, "samsjuklighet", lan),
            _part("lan-suicidprevention", mkr(200), Level.LAN, "suicidprevention", lan),
            _part("lan-brukarmedverkan", mkr(24), Level.LAN, "brukarmedverkan", lan),
        ),
        (levels, lan),
    )
