"""Errors, traces and what else is told, in the words and the numbers of a locale.

English is what the code says; other languages come from gettext catalogues, whose messages
are the templates of sentences and phrases. Never here: what is told, or which templates
there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import date
from fractions import Fraction
from functools import lru_cache, singledispatch
from gettext import NullTranslations
from importlib import resources
from typing import cast

from attrs import evolve, frozen
from babel import Locale
from babel.support import Translations

from fordelning.allocation import Trace
from fordelning.errors import FordelningError, account, listed
from fordelning.keys import Key, Tier
from fordelning.measures import Amount, Measure
from fordelning.money import Money, Ore
from fordelning.rounding import RoundingStep
from fordelning.sentences import DECIMALS as PLACES
from fordelning.sentences import LISTED, Digits, Phrase, Sentence, more, plain
from fordelning.text.formatting import as_locale, kronor, long_date, written
from fordelning.text.rules import rule

__all__ = ["DOMAIN", "describe", "words"]

DOMAIN = "fordelning"


def describe(told: object, locale: str = "sv_SE") -> str:
    r"""Tell a trace, an error, a key or another value in the words and numbers of a locale.

    Swedish (`sv_SE`, `sv_FI`) is in Swedish, every other locale in English; numbers, money
    and dates are always the locale's own. Names of the library, quoted texts and
    recipients' names stay as they are. Of an error that lists several, all are told; keys,
    measures and amounts are told in words.

    >>> from fordelning import kr
    >>> from fordelning.errors import FordelningError
    >>> try:
    ...     kr(0.1)
    ... except FordelningError as error:
    ...     print(describe(error))
    ett flyttal är inte exakt: 0.1
      trolig orsak: flyttal avrundas i det tysta: 0.1 + 0.2 är inte 0.3
      åtgärd: skriv talet som text, '0.1', eller som ett Fraction
    >>> from fordelning import FlatPlusRemainder
    >>> describe(FlatPlusRemainder(kr(5)))
    '5,00\xa0kr till var och en, därefter efter folkmängd'

    Raises:
        InputTypeError, InputValueError: not the name of a locale that is known.
    """
    parsed = as_locale(locale)
    if isinstance(told, Key | Tier | Measure | Amount):
        told = rule(told)
    return _Speaker(parsed, words(parsed.language)).say(told)


@lru_cache(maxsize=16)
def words(language: str) -> NullTranslations:
    """Return the catalogue of a language; of one that has none, a catalogue of nothing."""
    folder = resources.files("fordelning.text") / "locale" / language / "LC_MESSAGES"
    file = folder / f"{DOMAIN}.mo"
    if not file.is_file():
        return NullTranslations()
    with file.open("rb") as opened:
        return Translations(opened, domain=DOMAIN)


@singledispatch
def localized(value: object, locale: Locale) -> str:
    """Write a value as `plain` does, with the numbers and dates of a locale."""
    del locale
    return plain(value)


@localized.register
def _(value: int, locale: Locale) -> str:
    text = plain(value)  # a phrase, where it is too long to be told
    return text if isinstance(text, Phrase) else written(Fraction(value), PLACES, locale)


@localized.register
def _(value: Fraction, locale: Locale) -> str:
    return written(value, PLACES, locale)


@localized.register
def _(value: Digits, locale: Locale) -> str:
    return written(value.value, value.decimals, locale)


@localized.register
def _(value: Money, locale: Locale) -> str:
    return kronor(Fraction(value.ore), locale)


@localized.register
def _(value: Ore, locale: Locale) -> str:
    return kronor(value.exact, locale)


@localized.register
def _(value: date, locale: Locale) -> str:
    return long_date(value, locale)


@frozen
class _Speaker:
    """Say values of every type, in the words of a catalogue and the numbers of a locale."""

    locale: Locale
    words: NullTranslations

    def say(self, value: object) -> str:
        """Say a value by its type."""
        match value:
            case FordelningError():
                return self._error(value)
            case Trace() | RoundingStep():
                return "\n  ".join(map(self._sentence, value.sentences()))
            case Sentence():
                return self._sentence(value)
            case tuple() | list():
                return self._listed(list(map(self.say, cast("Sequence[object]", value))))
            case Set():
                return self._listed(sorted(map(self.say, cast("Set[object]", value))))
            case _:
                text = localized(value, self.locale)
                return self._sentence(text.sentence) if isinstance(text, Phrase) else text

    def _sentence(self, sentence: Sentence) -> str:
        template = self.words.gettext(sentence.template)
        return template.format_map({name: self.say(value) for name, value in sentence.values})

    def _listed(self, items: Sequence[str]) -> str:
        return ", ".join(items) if len(items) <= LISTED else self._sentence(more(items))

    def _error(self, error: FordelningError) -> str:
        problems: Iterable[FordelningError] = error.values.get("problems", ())
        told = {**error.values, "listed": listed(problems, self.say)} if problems else error.values
        sentences = [evolve(each, values=told) for each in error.sentences()]
        return account(error.place, sentences, self.say)
