"""Reading px files, the format that PC-Axis and PxWeb share: keywords, then numbers.

Never here: what the variables mean.
"""

from __future__ import annotations

import re
from datetime import date

from fordelning.errors import ReaderError
from fordelning.readers.cube import About, Cube, Value, Variable
from fordelning.readers.limits import cells_in
from fordelning.readers.tokens import value_of

__all__ = ["is_px", "read"]

# Possessive, and matched one after the other, so that no text takes long.
_STRING = re.compile(r'"([^"]*+)"')
_LISTED = re.compile(r'"([^"]*+)"|,')
_KEYWORD = re.compile(
    r"""\s*+(?P<name>[A-Z][A-Z0-9-]*+)(?P<language>\[[^\]]{1,20}\])?+
    (?:\((?P<about>(?:"[^"]*+"|[^")])*+)\))?+\s*+=
    (?P<value>(?:"[^"]*+"|[^";])*+);""",
    re.VERBOSE,
)
_DATA = re.compile(r"\s*+DATA\s*+=")
_TOKEN = re.compile(r'"[^"]*+"|[^\s";]++')
_NOTES = ("NOTE", "NOTEX", "VALUENOTE", "VALUENOTEX", "CELLNOTE", "CELLNOTEX")

_Keywords = dict[tuple[str, str], str]


def is_px(text: str) -> bool:
    """Tell whether a text begins as a px file does.

    >>> is_px('CHARSET="ANSI";'), is_px("region;2020")
    (True, False)
    """
    return _KEYWORD.match(text) is not None


def read(text: str) -> Cube:
    """Return the table of a px text.

    Raises:
        ReaderError: no data, a keyword that is missing, or too few or too many numbers.
    """
    keywords, notes, start = _keywords(text)
    if any(name == "KEYS" for name, _ in keywords):
        raise ReaderError("reader.px_keys")
    names = [*_strings(keywords.get(("STUB", ""))), *_strings(keywords.get(("HEADING", "")))]
    if not names:
        raise ReaderError("reader.px_keyword", keyword="STUB")
    variables = tuple(_variable(name, keywords) for name in names)
    count = cells_in([len(variable.codes) for variable in variables])
    tokens = _TOKEN.findall(text, start)
    if len(tokens) != count:
        raise ReaderError("reader.length", length=len(tokens), cells=count)
    values: list[Value] = [value_of(token.strip('"')) for token in tokens]
    contents = _first(keywords, "CONTENTS")
    if contents and ("CONTVARIABLE", "") not in keywords:
        units = {contents: unit} if (unit := _first(keywords, "UNITS")) else {}
        lone = Variable("CONTENTS", "", (contents,), (contents,), "metric", units=units)
        variables = (*variables, lone)
    return Cube(_about(keywords, notes), variables, values)


def _keywords(text: str) -> tuple[_Keywords, tuple[str, ...], int]:
    """Return the values by keyword and what it is about, all notes, and where data begin.

    Words in further languages are left out.
    """
    found: _Keywords = {}
    notes: list[str] = []
    place = 0
    while not (data := _DATA.match(text, place)):
        match = _KEYWORD.match(text, place)
        if match is None:
            raise ReaderError("reader.px_syntax", line=text.count("\n", 0, place) + 1)
        place = match.end()
        if match["language"]:
            continue
        if match["name"] in _NOTES:
            notes.append("".join(_STRING.findall(match["value"])))
        else:
            about = "".join(_STRING.findall(match["about"] or ""))
            found[match["name"], about] = match["value"]
    return found, tuple(notes), data.end()


def _strings(value: str | None) -> list[str]:
    """Return the strings of a list; one may go on over several lines in quotes of their own."""
    found: list[str] = []
    fresh = True
    for match in _LISTED.finditer(value or ""):
        if match[1] is None:
            fresh = True
        elif fresh:
            found.append(match[1])
            fresh = False
        else:
            found[-1] += match[1]
    return found


def _first(keywords: _Keywords, name: str) -> str:
    return next(iter(_strings(keywords.get((name, "")))), "")


def _variable(name: str, keywords: _Keywords) -> Variable:
    labels = _strings(keywords.get(("VALUES", name)))
    codes = _strings(keywords.get(("CODES", name))) or labels
    if not labels:
        raise ReaderError("reader.px_keyword", keyword=f'VALUES("{name}")')
    if len(codes) != len(labels) or len(set(codes)) < len(codes):
        raise ReaderError("reader.px_keyword", keyword=f'CODES("{name}")')
    total = next(iter(_strings(keywords.get(("ELIMINATION", name)))), "")
    if total in labels:
        total = codes[labels.index(total)]
    role = "time" if ("TIMEVAL", name) in keywords else ""
    units = {
        code: "".join(_strings(keywords.get(("UNITS", label), keywords.get(("UNITS", "")))))
        for code, label in zip(codes, labels, strict=True)
    }
    contents = _first(keywords, "CONTVARIABLE") == name
    return Variable(name, name, tuple(codes), tuple(labels), role, total, units if contents else {})


def _about(keywords: _Keywords, notes: tuple[str, ...]) -> About:
    updated = next(
        ("".join(_STRING.findall(value)) for (name, _), value in keywords.items()
         if name == "LAST-UPDATED"), "",
    )  # fmt: skip
    period = next(
        ("".join(_STRING.findall(value)) for (name, _), value in keywords.items()
         if name == "REFPERIOD"), "",
    )  # fmt: skip
    try:
        day = date.fromisoformat(updated[:8])
    except ValueError:
        day = None
    return About(
        form="px",
        title=_first(keywords, "TITLE") or _first(keywords, "DESCRIPTION"),
        table=_first(keywords, "TABLEID") or _first(keywords, "MATRIX"),
        updated=day,
        period=period,
        office=_first(keywords, "SOURCE"),
        notes=notes,
    )
