"""Single cells as text: numbers, marks for figures that are missing, labels of ages and sexes.

Never here: tables, or what is done with a label that cannot be read.
"""

from __future__ import annotations

import re

from fordelning.population import AgeClass, Sex
from fordelning.readers.cube import Value
from fordelning.readers.limits import MOST_DIGITS

__all__ = [
    "MARKS",
    "age_of",
    "is_figure",
    "is_sum",
    "is_total",
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
_TOTAL = re.compile(
    r"(?:tot|samtlig|summa|alla\b|all\b|both|båda|män och kvinnor|men and women)[^0-9]*+"
    r"|tot[a-z]*+[0-9]?"
)
_SUM = re.compile(
    r"(?:total)?summa(?: [^0-9]{1,40})?|sum|(?:grand )?total|totalt|samtliga(?: [a-zåäö]{1,20})?"
)
_AGE = re.compile(
    r"(?:ages? )?(?P<low>[0-9]{1,3})"
    r"(?:\s*(?P<open>\+)|\s*[-–]\s*(?P<high>[0-9]{1,3}))?"
    r"\s*(?:år|years?|y)?(?P<older> och äldre| and over| or older|-)?"
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


def is_total(text: str) -> bool:
    """Tell whether a label or code is that of everyone together.

    >>> is_total("totalt ålder"), is_total("TOT1"), is_total("totalt 0-19 år"), is_total("0 år")
    (True, True, False, False)
    """
    return _TOTAL.fullmatch(text.strip().casefold()) is not None


def is_sum(text: str) -> bool:
    """Tell whether what stands in a recipient's place is a sum over recipients.

    >>> is_sum("Summa"), is_sum("Samtliga kommuner"), is_sum("Totebo"), is_sum("01")
    (True, True, False, False)
    """
    return _SUM.fullmatch(text.strip().casefold()) is not None


def age_of(code: str, label: str) -> AgeClass | None:
    """Read an age class by its label, or by its code where the label is none.

    >>> age_of("100+10", "100+ år"), age_of("-9", "0-9 år"), age_of("5", "")
    (AgeClass(low=100, high=None), AgeClass(low=0, high=9), AgeClass(low=5, high=5))
    """
    for text in (label, code):
        found = _AGE.fullmatch(text.strip().casefold())
        if found is not None:
            low = int(found["low"])
            if found["open"] or found["older"]:
                return AgeClass(low, None)
            high = int(found["high"] or low)
            return AgeClass(low, high) if low <= high else None
    return None


def sex_of(code: str, label: str) -> Sex | None:
    """Read a sex by its label, or by SCB's code.

    >>> sex_of("1", "män"), sex_of("K", "Women"), sex_of("2", "")
    (<Sex.MEN: '1'>, <Sex.WOMEN: '2'>, <Sex.WOMEN: '2'>)
    """
    return _SEXES.get(label.strip().casefold()) or _SEXES.get(code.strip().casefold())


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
