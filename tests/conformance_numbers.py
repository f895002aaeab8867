"""The conformance suite's reference, 1: exact numbers and money as people write them.

Written from the rules, character by character, with nothing of the library. Never here:
what is done with the numbers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖabcdefghijklmnopqrstuvwxyzåäö"
ORE = {
    "kr": 100,
    "kronor": 100,
    "tkr": 100_000,
    "mkr": 100_000_000,
    "mnkr": 100_000_000,
    "mn kr": 100_000_000,
    "miljon kronor": 100_000_000,
    "miljoner kronor": 100_000_000,
    "mdkr": 100_000_000_000,
    "miljard": 100_000_000_000,
    "miljarder": 100_000_000_000,
    "miljard kronor": 100_000_000_000,
    "miljarder kronor": 100_000_000_000,
}


class Refused(Exception):
    """What is asked cannot be answered; `codes` say why."""

    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        self.codes = set(codes)


def need(condition: object, code: str) -> None:
    """Refuse unless a condition holds."""
    if not condition:
        raise Refused(code)


def digits(text: str) -> bool:
    """Tell whether a text is digits, and at least one."""
    return bool(text) and all(letter in DIGITS for letter in text)


class Numbers:
    """Read and write numbers."""

    def exact(self, value: Any) -> Fraction:
        """Read an exact number."""
        need(not isinstance(value, bool), "number.bool")
        need(not isinstance(value, float), "number.float")
        if isinstance(value, int | Fraction):
            return Fraction(value)
        need(isinstance(value, str), "number.type")
        need(len(value) <= 200, "number.too_long")
        text = value.strip()
        for other in "\u2212\u2011":
            text = text.replace(other, "-")
        for other in "\u00a0\u202f":
            text = text.replace(other, " ")
        hundred = 100 if text.endswith("%") else 1
        if hundred == 100:
            text = text[:-1].removesuffix(" ")
        above, stroke, below = text.partition("/")
        under = 1
        if stroke:
            above, below = above.removesuffix(" "), below.removeprefix(" ")
            need(digits(below) and "," not in above and "." not in above, "number.text")
            under = int(below)
        number = self.decimal(above)
        need(under, "number.zero_denominator")
        return number / (under * hundred)

    def decimal(self, text: str) -> Fraction:
        """Read a sign, digits in groups or not, and decimals."""
        sign = -1 if text.startswith("-") else 1
        if text[:1] in ("-", "+"):
            text = text[1:]
        mark = "," if "," in text else "."
        whole, point, decimals = text.partition(mark)
        need(not point or digits(decimals), "number.text")
        first, *groups = whole.split(" ")
        need(digits(first) and all(digits(group) for group in groups), "number.text")
        need(not groups or len(first) <= 3, "number.text")
        need(all(len(group) == 3 for group in groups), "number.text")
        number = Fraction(int(whole.replace(" ", "")))
        if point:
            number += Fraction(int(decimals), 10 ** len(decimals))
        return sign * number

    def money(self, value: Any) -> int:
        """Read an amount with its unit, as öre."""
        need(isinstance(value, str), "money.not_text")
        need(len(value) <= 200, "money.no_unit")
        text = " ".join(part for part in self.spaced(value.strip()).split(" ") if part)
        end = len(text)
        while end and text[end - 1] not in DIGITS:
            end -= 1
        number, unit = text[:end], text[end:].removeprefix(" ")
        need(number and unit.lower() in ORE, "money.no_unit")
        ore = self.exact(self.without_point(number)) * ORE[unit.lower()]
        need(ore.denominator == 1, "money.not_whole_ore")
        return ore.numerator

    def spaced(self, text: str) -> str:
        """Return a text with plain spaces for hard ones."""
        return text.replace("\u00a0", " ").replace("\u202f", " ")

    def without_point(self, number: str) -> str:
        """See that no point stands before just three digits."""
        before, point, after = number.partition(".")
        three = digits(after[:3]) and len(after[:3]) == 3 and not digits(after[3:4])
        need(not (point and digits(before[-1:]) and three), "money.point")
        return number

    def written(self, ore: int) -> str:
        """Write an amount in kronor, groups of three parted by spaces."""
        kronor, rest = str(abs(ore) // 100), abs(ore) % 100
        groups: list[str] = []
        while kronor:
            groups.insert(0, kronor[-3:])
            kronor = kronor[:-3]
        return f"{'-' if ore < 0 else ''}{' '.join(groups)},{rest:02} kr"
