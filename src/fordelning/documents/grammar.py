"""How money, numbers, dates and ages are written, as patterns for the JSON Schema.

Each says what the library's own reader takes, no more and no less: `Money.parse`, `exact`,
ISO dates and `AgeClass.read`. The patterns keep to what ECMA-262 and Python have in common.
Never here: reading itself.
"""

from __future__ import annotations

from typing import Any

__all__ = ["DEFINITIONS"]

_LONGEST = 200
_SPACE = "[ \\u00a0\\u202f]"
_SIGN = "[+\\-\\u2212\\u2011]?"
_OVER = f"{_SPACE}?/{_SPACE}?0*[1-9][0-9]*"


def _whole(space: str) -> str:
    """Return a pattern of digits, or groups of three of them."""
    return f"(?:[0-9]{{1,3}}(?:{space}[0-9]{{3}})+|[0-9]+)"


def _any_case(text: str) -> str:
    """Return a pattern of a word, in letters of either case."""
    return "".join(f"[{each}{each.upper()}]" if each.isalpha() else each for each in text)


# A point before three digits may part groups of them, so money has no such point.
_DECIMALS = "(?:,[0-9]+|\\.(?![0-9]{3}(?![0-9]))[0-9]+)"
_MILLION = f"{_any_case('miljon')}(?:{_any_case('er')})?{_SPACE}+{_any_case('kronor')}"
_BILLION = f"{_any_case('miljard')}(?:{_any_case('er')})?(?:{_SPACE}+{_any_case('kronor')})?"
_MN_KR = f"{_any_case('mn')}{_SPACE}+{_any_case('kr')}"
_SHORT = [_any_case(unit) for unit in ("kr", "kronor", "tkr", "mkr", "mnkr", "mdkr")]
_UNIT = f"(?:{'|'.join([*_SHORT, _MN_KR, _MILLION, _BILLION])})"

_MONEY = f"{_SIGN}{_whole(f'{_SPACE}+')}(?:{_DECIMALS}|{_OVER})?{_SPACE}*{_UNIT}"
_NUMBER = f"{_SIGN}{_whole(_SPACE)}(?:[.,][0-9]+|{_OVER})?(?:{_SPACE}?%)?"
_DAY = "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_BAND = "[0-9]{1,3}(?:\\+|[-\\u2013][0-9]{1,3})?"


def _text(description: str, pattern: str, **limits: int) -> dict[str, Any]:
    return {"description": description, "type": "string", "pattern": pattern, **limits}


def _trimmed(pattern: str) -> str:
    return f"^\\s*{pattern}\\s*$"


DEFINITIONS: dict[str, dict[str, Any]] = {
    "money": _text(
        "an amount with its unit: 5 Mkr, 1 234,50 kr", _trimmed(_MONEY), maxLength=_LONGEST
    ),
    "number": _text(
        "an exact number: 3, 2/3, 0.25, 13,04061 %", _trimmed(_NUMBER), maxLength=_LONGEST
    ),
    "date": _text("a day: 2019-11-01", f"^{_DAY}$", maxLength=len("2019-11-01")),
    "band": _text("ages, both ends included: 0-25, 65+, 25", _trimmed(_BAND)),
}
