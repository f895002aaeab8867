"""What several writers say alike: rules in words, readings, and what levels are called.

Never here: fixed words (`words`), or where anything is written.
"""

from __future__ import annotations

from fordelning.agreement import Choice
from fordelning.rounding import Rounding
from fordelning.text import describe
from fordelning.writers.words import METHODS, Language, Word

__all__ = ["in_words", "level_name", "level_names", "locale_of", "read_as", "rounding_rule"]

_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_LEVELS = {
    "lan": (Word.LAN, Word.ALL_LAN),
    "region": (Word.REGION, Word.ALL_REGION),
    "kommun": (Word.KOMMUN, Word.ALL_KOMMUN),
}


def locale_of(language: Language) -> str:
    """Return the locale whose numbers and dates a language has."""
    return _LOCALES[language]


def in_words(told: object, language: Language) -> str:
    """Return a key, a measure or a tier as those say it who do not read Python."""
    return describe(told, locale_of(language))


def level_name(level: str, language: Language) -> str:
    """Return what one at a level is called; a level of the caller's own is as it is."""
    return _LEVELS[level][0].said(language) if level in _LEVELS else level


def level_names(level: str, language: Language) -> str:
    """Return what those at a level are called; a level of the caller's own is as it is."""
    return _LEVELS[level][1].said(language) if level in _LEVELS else level


def rounding_rule(rounding: Rounding, language: Language) -> str:
    """Return a rule of rounding in words."""
    method = METHODS[rounding.method].said(language)
    return Word.RULE.said(language, method=method, unit=in_words(rounding.unit, language))


def read_as(choice: Choice, language: Language) -> str:
    """Return how an ambiguous place was read."""
    word = Word.OWN_READING if choice.own else Word.READ_AS
    return word.said(language, ambiguity=choice.ambiguity, reading=choice.reading)
