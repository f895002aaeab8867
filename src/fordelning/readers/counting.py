"""What a table counts: whether its title, its id and its contents are those of everyone.

Births, cars and incomes come in files of the same shape as inhabitants, and so do those
who are unmarried. What is not known to count everyone (hela folkmängden) is refused, unless
the caller says what it is. Never here: figures, or the day that they are of.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from fordelning.errors import FordelningError, ReaderError
from fordelning.population import FOLKMANGD
from fordelning.readers.cube import Cube, Variable
from fordelning.readers.dates import KNOWN
from fordelning.readers.kinds import kind_by_name
from fordelning.sentences import Phrase, shown

__all__ = ["check_counted", "check_units", "contents_of", "is_everyone"]

_EVERYONE = frozenset(
    (
        "folkmängd", "folkmängden", "befolkning", "befolkningen", "befolkningsmängd",
        "totalbefolkning", "invånare", "antal invånare", "invånarantal", "population",
        "inhabitants", "number of inhabitants",
    )
)  # fmt: skip
# What such tables are split by, or come from: it leaves nobody out.
_BESIDE = frozenset(
    (
        "regioner", "kommunerna", "länen", "regions", "riket", "landet", "sverige", "sweden",
        "civilstånd", "marital status", "medborgarskap", "citizenship", "födelseregion",
        "region of birth", "födelseland", "country of birth", "kvartal", "quarter",
        "ettårsklasser", "femårsklasser", "tioårsklasser", "1-årsklasser", "5-årsklasser",
        "10-årsklasser", "åldersklasser", "åldersgrupper", "källa", "source", "scb",
        "statistiska centralbyrån", "statistikdatabasen", "statistics sweden",
    )
)  # fmt: skip
_SMALL = frozenset(
    ("den", "the", "hela", "sveriges", "totalt", "total", "samtliga", "respektive", "each")
)
# Headings that say no more than that something is counted.
_VAGUE = frozenset(
    ("antal", "antal personer", "number", "persons", "personer", "value", "värde", "count")
)
# Units of figures that are numbers of people; most tables say nothing.
_UNITS = frozenset(
    (
        "", "antal", "antal personer", "antal invånare", "antal individer", "personer", "person",
        "invånare", "individer", "st", "styck", "stycken", "number", "numbers",
        "number of persons", "number of people", "number of inhabitants",
        "number of individuals", "persons", "people", "inhabitants", "individuals", "count",
    )
)  # fmt: skip
# Codes of contents, where a file has no names for them; see `dates.KNOWN`.
_CONTENTS = frozenset(("BE0101N1", "BE0101A9", "000007SF", "000007ME"))
# Tables of people; BE0101U1 has areas too.
_TABLES = KNOWN.keys() - {"BE0101U1"}
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october|jan|feb|apr|jun|jul|aug|sep|okt|oct|"
    "nov|dec"
)
_LEFT_OUT = re.compile(
    rf"""(?<![0-9])(?:
        [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
      | (?:31[./]12|1[./]11)
      | [0-9]{{1,2}}(?:st)?\.?[ ](?:{_MONTHS})(?![a-z])
      | (?:{_MONTHS})[ ][0-9]{{1,2}}(?![0-9])
      | (?:1[89]|20)[0-9]{{2}}(?:m[0-9]{{2}}|k[1-4])?
    )(?![0-9])
    | \((?:[a-zåäö]{{1,30}}[ ])?(?:siffror|uppgifter|figures)\)""",
    re.VERBOSE,
)
_CUT = re.compile(r"[,;:.–-](?= |$)|[()]| (?:efter|by|per|och|and|samt|i|in)(?= )")
_LONGEST = 500
_ID = re.compile(r"[A-Z]{2}[0-9]{4}[A-Z0-9]{1,4}|TAB[0-9]{3,6}|0000[0-9A-Z]{4}", re.IGNORECASE)


def is_everyone(title: str, beside: Collection[str] = ()) -> bool:
    """Tell whether a title, or the name of contents, is that of everyone who lives there.

    It says so, and every other part of it is a time, or what such tables are split by;
    `beside` are further words, in small letters, that leave nobody out.

    >>> is_everyone("Folkmängd 1 november efter region, ålder och kön"), is_everyone("Födda")
    (True, False)
    >>> is_everyone("Folkmängd, ogifta"), is_everyone("Befolkning 16-64 år efter region")
    (False, False)
    """
    parts = _parts(title)
    return any(part in _EVERYONE for part in parts) and _leave_nobody_out(parts, beside)


def _parts(title: str) -> list[str]:
    """Cut a title into what it tells of, without times and small words."""
    if len(title) > _LONGEST:
        return [title]
    cut = _CUT.split(_LEFT_OUT.sub(" ", " ".join(title.casefold().split())))
    return [" ".join(word for word in part.split() if word not in _SMALL) for part in cut]


def _leave_nobody_out(parts: Collection[str], beside: Collection[str]) -> bool:
    known = {"", *_EVERYONE, *_BESIDE, *_VAGUE, *beside}
    return all(part in known or kind_by_name(part) for part in parts)


def _names_everyone(contents: Variable, at: int) -> bool:
    """Tell whether contents are everyone's: by their name, or by their code if they have none."""
    code, name = contents.codes[at], contents.labels[at]
    if name in ("", code):
        return code.upper() in _CONTENTS or is_everyone(code)
    return is_everyone(name)


def contents_of(
    variable: Variable, chosen: tuple[int, ...], indicator: str | None, *, own: bool
) -> tuple[tuple[int, ...], list[FordelningError]]:
    """Return the only contents that count people, or that the caller says what they are.

    That is said by the `indicator`, or by naming a column of the caller's `own`. Contents
    by another name are not taken for people, even when they are the only ones.
    """
    people = tuple(
        at
        for at in chosen
        if (variable.labels[at] or variable.codes[at]).casefold() in _VAGUE
        or _names_everyone(variable, at)
    )
    said = own or indicator is not None
    found = chosen if len(chosen) == 1 and said else people
    if indicator not in (None, FOLKMANGD):
        found = chosen
    if len(found) == 1:
        return found, []
    held = tuple(variable.labels[at] or variable.codes[at] for at in chosen)
    return (), [ReaderError("reader.contents", variable=variable.name, held=held)]


def check_units(contents: Variable, chosen: tuple[int, ...]) -> None:
    """See that figures are numbers of people, where a table says what they are counted in.

    Raises:
        ReaderError: thousands, shares, money or anything else.
    """
    told = (contents.units.get(contents.codes[at], "") for at in chosen)
    wrong = [unit for unit in told if " ".join(unit.casefold().strip(". ").split()) not in _UNITS]
    if wrong:
        raise ReaderError("reader.unit", variable=contents.name, unit=wrong[0])


def check_counted(
    cube: Cube,
    contents: Variable | None,
    chosen: tuple[int, ...],
    tables: tuple[str, ...],
    level: str | None = None,
) -> None:
    """See that what a table counts is known to be everyone: by its title, else by its id.

    `tables` are ids that it is known by; the title may name the `level` that the caller
    says. A file without either is somebody's own, and its headings say what it counts.

    Raises:
        ReaderError: it counts something else, or perhaps only some of the people.
    """
    named = contents is not None and any(_names_everyone(contents, at) for at in chosen)
    title = cube.about.title
    if title:
        names = [name for each in cube.variables for name in (each.id, each.label)]
        beside = {name.casefold() for name in (*names, *cube.about.columns, level or "")}
        if named and contents is not None:
            # The others have columns of their own, and the title need not say it again.
            beside.update(label.casefold() for label in contents.labels)
        if not (is_everyone(title, beside) or (named and _leave_nobody_out(_parts(title), beside))):
            raise ReaderError(
                "reader.not_everyone", told=Phrase("the title {title}", title=shown(title))
            )
        return
    ids = [each for each in (cube.about.table, *tables) if _ID.fullmatch(each)]
    if ids and not named and not any(each.upper() in _TABLES for each in ids):
        raise ReaderError("reader.not_everyone", told=Phrase("the table {table}", table=ids[0]))
