"""Names in use, and the code that a published name stands for.

Names are compared whole, once capitals, spaces, hyphens and slashes are out of the way;
nothing is guessed. Never here: which names there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from fordelning.errors import InputTypeError, UnknownCodeError, nearest
from fordelning.sentences import shown

__all__ = ["Names", "folded"]

_LEAD = re.compile(r"\s*(SE[0-9]{3}|[0-9]{4}|[0-9]{2})[\s-]+(.+)", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"[\s/\u2010-\u2015\u2212-]+")
_INSIDE = re.compile(r"(?<=\() | (?=\))")


def folded(name: str) -> str:
    """Return a name as it is compared: no capitals, one space between words, none inside
    brackets.

    >>> folded(" JÄMTLAND/Härjedalen"), folded("Upplands-Bro"), folded("Gotland ( del )")
    ('jämtland härjedalen', 'upplands bro', 'gotland (del)')
    """
    from unicodedata import normalize

    spaced = _BETWEEN.sub(" ", normalize("NFC", name))
    return _INSIDE.sub("", spaced).strip().casefold()


@frozen(eq=False)
class Names:
    """Hold the names of those at one level (nivå) under the division of one day."""

    level: str
    day: date
    codes: Mapping[str, tuple[str, ...]]
    spelled: tuple[str, ...]
    nuts3: Mapping[str, str]

    @classmethod
    def of(
        cls, level: str, day: date, names: Iterable[tuple[str, str]], nuts3: Mapping[str, str]
    ) -> Names:
        """Return the names in pairs of name and code, by name."""
        codes: dict[str, dict[str, None]] = {}
        spelled: dict[str, None] = {}
        for name, code in names:
            codes.setdefault(folded(name), {})[code] = None
            spelled[name] = None
        return cls(
            level, day, {name: tuple(held) for name, held in codes.items()}, tuple(spelled), nuts3
        )

    def find(self, name: str) -> str:
        """Return the only code that a name, perhaps behind its code, stands for."""
        if not isinstance(name, str):
            raise InputTypeError("name.type", value=shown(name), type=type(name).__name__)
        match = _LEAD.fullmatch(name)
        lead, bare = match.groups() if match else ("", name)
        codes = self.codes.get(folded(bare))
        if codes is None:
            raise UnknownCodeError(
                "name.unknown",
                value=shown(name),
                level=self.level,
                date=self.day,
                near=nearest(bare.strip(), self.spelled),
            )
        fitting = [code for code in codes if lead.upper() in ("", code, self.nuts3.get(code, code))]
        if not fitting:
            raise UnknownCodeError(
                "name.other_code",
                value=shown(name),
                lead=lead,
                level=self.level,
                date=self.day,
                codes=codes,
            )
        if len(fitting) > 1:
            raise UnknownCodeError(
                "name.ambiguous",
                value=shown(name),
                level=self.level,
                date=self.day,
                codes=tuple(fitting),
            )
        return fitting[0]
