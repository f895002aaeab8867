"""Single cells as text: numbers, marks for figures that are missing, labels of ages and sexes.

Never here: tables, or what is done with a label that cannot be read.
"""

from __future__ import annotations

import re

from fordelning.population import AgeClass, Sex
from fordelning.readers.cube import Value, Variable
from fordelning.readers.limits import MOST_DIGITS

__all__ = [
    "MARKS",
    "age_of",
    "is_figure",
    "is_sum",
    "is_total",
    "is_total_of",
    "sex_of",
    "split_code",
    "time_in",
    "value_of",
]

MARKS = frozenset(("..", ".", "-", "–", "…", "...", ""))
"""What statistics offices write where there is no figure; SCB's ".." is not available, "."
cannot occur, "-" is nothing to report."""

_WHOLE = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,4}")
_DECIMAL = re.compile(r"[-−]?[0-9]{1,30}(?:[.,][0-9]{1,30})?")
# "Totalt utrikes födda" are not everyone: nothing but these words may stand there, and the
# name of the variable itself. "TOT1" and "TotSA" are codes of SCB's.
_TOTAL = re.compile(
    r"(?:totalt|total|totalsumma|summa|samtliga|alla|all|tot(?:sa)?[0-9]{0,2})"
    r"|(?:(?:totalt|total|samtliga|alla|all|båda|bägge|both) )?+(?:"
    r"män och kvinnor|kvinnor och män|men and women|women and men|males and females)"
    r"|(?:båda|bägge|both) (?:könen|kön|sexes|genders)"
    r"|(?:totalt|total|samtliga|alla|all) (?:"
    r"åldern|ålder|åldrar|åldersklasser|åldersgrupper|ages?|age groups|kön|könen|sex|sexes"
    r"|personer|invånare|persons|people|inhabitants|befolkningen|population)"
)
_TOTAL_OF = re.compile(r"(?:totalt|total|samtliga|alla|all) (?P<name>.+)", re.DOTALL)
_ENDINGS = ("", "er", "ar", "or", "s", "es")
_OLDEST = 130
_SUM = re.compile(
    r"(?:total)?summa(?: [^0-9]{1,40})?|sum|(?:grand )?total|totalt|samtliga(?: [a-zåäö]{1,20})?"
)
_AGE = re.compile(
    r"(?:ages? )?(?P<low>[0-9]{1,3})"
    r"(?:\s*(?P<open>\+)|\s*[-–]\s*(?P<high>[0-9]{1,3}))?"
    r"\s*(?:år|years?|y)?(?(high)|(?P<older> och äldre| and over| or older|-)?)"
)
_SEXES = {
    **dict.fromkeys(("1", "män", "man", "men", "male", "males"), Sex.MEN),
    **dict.fromkeys(("2", "kvinnor", "kvinna", "women", "female", "females"), Sex.WOMEN),
}
_TIME = re.compile(r"(?<![0-9])(?:1[89]|20)[0-9]{2}(?:M(?:0[1-9]|1[0-2])|K[1-4]|(?![0-9A-Za-z]))")
_CODED = re.compile(r"(?P<code>SE[0-9]{3}|SE|[0-9]{4}|[0-9]{2})\s+(?P<label>\S.*)", re.DOTALL)


def value_of(token: str) -> Value:
    """Return a whole number where a text is one, otherwise the text.

    Groups of three may stand apart by a space. A sign, a point or a comma is never read.

    >>> value_of("47184"), value_of("47 184"), value_of("364.9"), value_of("..")
    (47184, 47184, '364.9', '..')
    """
    token = token.strip()
    if _WHOLE.fullmatch(token):
        return int(token)
    if _GROUPED.fullmatch(token):
        return int("".join(token.split()))
    return token


def is_figure(token: str) -> bool:
    """Tell whether a cell holds a figure, or a mark for one that is missing."""
    return (
        token.strip() in MARKS
        or _DECIMAL.fullmatch(token.strip()) is not None
        or _GROUPED.fullmatch(token.strip()) is not None
    )


def is_total(text: str, *names: str) -> bool:
    """Tell whether a label or code is that of everyone together.

    `names` are those of the variable, which may stand beside.

    >>> is_total("totalt ålder"), is_total("TOT1"), is_total("totalt, samtliga åldrar")
    (True, True, True)
    >>> is_total("totalt utrikes födda"), is_total("samtliga gifta"), is_total("totalt 0-19 år")
    (False, False, False)
    >>> is_total("samtliga skolformer", "skolform")
    True
    """
    own = {f"{name.casefold()}{ending}" for name in names if name for ending in _ENDINGS}
    parts = [" ".join(part.split()) for part in text.casefold().split(",")]
    return all(_TOTAL.fullmatch(part) or _is_of(part, own) for part in parts)


def _is_of(part: str, own: set[str]) -> bool:
    found = _TOTAL_OF.fullmatch(part)
    return found is not None and found["name"] in own


def is_total_of(variable: Variable, at: int) -> bool:
    """Tell whether a value stands for all of its variable: as the file says, or by its label."""
    code, label = variable.codes[at], variable.labels[at]
    said = code == variable.total and code != ""
    return said or is_total(label or code, variable.id, variable.label)


def is_sum(text: str) -> bool:
    """Tell whether what stands in a recipient's place is a sum over recipients.

    >>> is_sum("Summa"), is_sum("Samtliga kommuner"), is_sum("Totebo"), is_sum("01")
    (True, True, False, False)
    """
    return _SUM.fullmatch(text.strip().casefold()) is not None


def age_of(code: str, label: str) -> AgeClass | None:
    """Read an age class by its label, or by its code where there is no label.

    A label that is not understood is never made up for by the code.

    >>> age_of("100+10", "100+ år"), age_of("-9", "0-9 år"), age_of("5", "")
    (AgeClass(low=100, high=None), AgeClass(low=0, high=9), AgeClass(low=5, high=5))
    >>> age_of("1", "under 18 år"), age_of("999", "")
    (None, None)
    """
    found = _AGE.fullmatch((label.strip() or code.strip()).casefold())
    if found is None:
        return None
    low = int(found["low"])
    high = int(found["high"] or low)
    if not low <= high <= _OLDEST:
        return None
    return AgeClass(low, None if found["open"] or found["older"] else high)


def sex_of(code: str, label: str) -> Sex | None:
    """Read a sex by its label, or by SCB's code where there is no label.

    >>> sex_of("1", "män"), sex_of("K", "Women"), sex_of("2", ""), sex_of("1", "flickor")
    (<Sex.MEN: '1'>, <Sex.WOMEN: '2'>, <Sex.WOMEN: '2'>, None)
    """
    return _SEXES.get((label.strip() or code.strip()).casefold())


def time_in(text: str) -> tuple[str, str]:
    """Return the year, quarter or month in a heading, and what else stands there.

    >>> time_in("män 2019"), time_in("2025M03"), time_in("area")
    (('2019', 'män'), ('2025M03', ''), ('', 'area'))
    """
    found = list(_TIME.finditer(text))
    if not found:
        return "", text.strip()
    start, end = found[-1].span()
    return text[start:end], f"{text[:start].strip()} {text[end:].strip()}".strip()


def split_code(cell: str) -> tuple[str, str]:
    """Return the code and the name of a recipient that stand in one cell.

    >>> split_code("01 Stockholm county"), split_code("0114"), split_code("Sörmland")
    (('01', 'Stockholm county'), ('0114', ''), ('Sörmland', ''))
    """
    found = _CODED.fullmatch(cell.strip())
    return (found["code"], found["label"].strip()) if found else (cell.strip(), "")
