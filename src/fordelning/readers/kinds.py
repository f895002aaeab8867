"""What the variables of a table are: recipients, ages, sexes, times, contents, or others.

Known by their names in Statistikdatabasen, or said by the caller. Never here: their values.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from fordelning.readers.cube import Variable
from fordelning.readers.tokens import age_of, is_total, sex_of, time_in

__all__ = ["Kind", "kind_by_name", "kind_by_values", "kinds_of"]


class Kind(StrEnum):
    """Name what a variable tells apart."""

    REGION = "region"
    AGE = "age"
    SEX = "sex"
    TIME = "time"
    CONTENTS = "contents"
    OTHER = "other"


_NAMES = {
    **dict.fromkeys(
        (
            "region", "regionkod", "kommun", "kommunkod", "kommuner", "län", "lan", "länskod",
            "lanskod", "county", "municipality", "kod", "code", "geo", "kommun/län", "counties",
            "municipalities", "region code",
        ),
        Kind.REGION,
    ),
    **dict.fromkeys(("ålder", "alder", "age", "åldersklass", "åldersgrupp"), Kind.AGE),
    **dict.fromkeys(("kön", "kon", "sex", "gender"), Kind.SEX),
    **dict.fromkeys(("år", "ar", "year", "tid", "månad", "month", "time", "period"), Kind.TIME),
    **dict.fromkeys(
        ("tabellinnehåll", "contents", "contentscode", "observations", "observation"),
        Kind.CONTENTS,
    ),
}  # fmt: skip
_ROLES = {"time": Kind.TIME, "metric": Kind.CONTENTS, "geo": Kind.REGION}


def kind_by_name(name: str) -> Kind | None:
    """Return what a variable of this name is, where that is known.

    >>> kind_by_name("Ålder"), kind_by_name("civilstånd")
    (<Kind.AGE: 'age'>, None)
    """
    return _NAMES.get(name.strip().casefold())


def kind_by_values(variable: Variable) -> Kind | None:
    """Return what a variable without a name is, where all its values say so."""
    pairs = list(zip(variable.codes, variable.labels, strict=True))
    if all(time_in(label or code) == (label or code, "") for code, label in pairs):
        return Kind.TIME
    if all(sex_of("", label or code) or is_total(label or code) for code, label in pairs):
        return Kind.SEX
    if all(age_of(code, label) or is_total(label or code) for code, label in pairs):
        return Kind.AGE
    return None


def kinds_of(variables: tuple[Variable, ...], said: Mapping[str, str]) -> tuple[Kind, ...]:
    """Return what each variable is: as the caller said, or by its role, id or name.

    `said` are names of variables by kind; a kind that the caller named is no other's.
    """
    wanted = {name.casefold(): Kind(kind) for kind, name in said.items()}
    taken = set(wanted.values())

    def kind(variable: Variable) -> Kind:
        for name in (variable.id, variable.label):
            if name.casefold() in wanted:
                return wanted[name.casefold()]
        found = (
            _ROLES.get(variable.role)
            or kind_by_name(variable.id)
            or kind_by_name(variable.label)
            or Kind.OTHER
        )
        return Kind.OTHER if found in taken else found

    return tuple(map(kind, variables))
