"""Answer the cases of the suite with the library fordelning.

    python conformance/run.py -- python conformance/fordelning_adapter.py

Each question is turned into a call of the library, and what comes of it into text. Never
here: any rule of distribution, or an answer that the library did not give.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

from fordelning import (
    BY_CODE,
    REFUSE,
    Allocation,
    FordelningError,
    Lot,
    Method,
    Money,
    Population,
    Pot,
    Rounding,
    allocate,
    apportion,
    certify,
)
from fordelning.documents import from_mapping
from fordelning.errors import CertificateError
from fordelning.exact import exact
from fordelning.keys import Key
from fordelning.measures import Scope

__all__ = ["answer"]

Table = dict[str, Any]
_METHODS: dict[str, Method] = {method.value: method for method in Method}
_WHOLE = re.compile("-?[0-9]+")
_SOURCE = "invented for this case"


def whole(value: Any) -> Any:
    """Read a whole number that stands as text; what is none is the library's to refuse."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, list):
        return [whole(each) for each in value]
    if isinstance(value, dict):
        return {name: whole(each) for name, each in value.items()}
    return value


def text(value: Any) -> Any:
    """Write numbers and money as text, also inside lists and tables."""
    if isinstance(value, Money):
        return str(value.ore)
    if isinstance(value, list):
        return [text(each) for each in value]
    if isinstance(value, Mapping):
        return {name: text(each) for name, each in value.items()}
    return str(value)


def ties(given: Any) -> Any:
    """Return a rule for ties."""
    if isinstance(given, dict):
        return Lot(given["lot"])
    return {"by_code": BY_CODE, "refuse": REFUSE}.get(given, given)


def method(given: str) -> Any:
    """Return a method; a name that is none is the library's to refuse."""
    return _METHODS.get(given, given)


def population(tables: list[Table]) -> Population:
    """Join the tables of a case."""
    first, *others = map(_table, tables)
    for other in others:
        first |= other
    return first


def _table(table: Table) -> Population:
    told: Table = {"level": table["level"]}
    if "date" in table:
        told["date"] = date.fromisoformat(table["date"])
    sex = [{"men": "1", "women": "2"}[table["sex"]]] if "sex" in table else []
    if "codes" in table:
        return Population.of(table["codes"], parents=table.get("parents"), **told)
    told["source"] = _SOURCE
    if "values" in table:
        return Population.from_values(table["indicator"], table["values"], **told)
    cells: dict[Any, Any] = {}
    if "counts" in table:
        for code, count in table["counts"].items():
            cells[(code, *sex) if sex else code] = whole(count)
        return Population.from_counts(cells, **told)
    for code, ages in table["ages"].items():
        cells.update({(code, age, *sex): whole(count) for age, count in ages.items()})
    return Population.from_ages(cells, **told)


def _bounds(given: Table) -> Table:
    return {name: whole(given[name]) for name in ("minimum", "maximum") if name in given}


def _apportion(given: Table) -> Table:
    rule = {**_bounds(given), "ties": ties(given.get("ties", "by_code"))}
    total, weights = whole(given["total"]), given["weights"]
    return {"units": text(apportion(total, weights, method(given["method"]), **rule))}


def _certify(given: Table) -> Table:
    rule = {**_bounds(given), "ties": ties(given.get("ties", "by_code"))}
    outcome = whole(given["total"]), given["weights"], whole(given["units"])
    try:
        certify(*outcome, method(given["method"]), **rule)
    except CertificateError:
        return {"sound": False}
    return {"sound": True}


def _round(given: Table) -> Table:
    rounding = Rounding(
        Money(whole(given["unit"])),
        method(given["method"]),
        ties(given.get("ties", "by_code")),
    )
    rounded = rounding.apply(given["quotas"], Money(whole(given["total"])))
    return {"amounts": text(rounded.amounts), "residual": text(rounded.residual)}


def _quotas(given: Table) -> Table:
    key = _key(given["key"], given["level"])
    figures = population(given["population"])
    dates = figures.dates(given["level"])
    on = dates[-1] if dates else None
    scope = Scope(figures.codes(given["level"], on), given["level"], figures, on)
    quotas = key.quotas(exact(given["amount"]), scope)
    shares = zip(scope.codes, quotas.vector.fractions(), strict=True)
    return {"quotas": text(dict(shares)), "rest": text(Fraction(quotas.rest))}


def _key(key: Any, level: str) -> Key:
    """Read a key as it stands in a document."""
    pot = {"id": "p", "amount": "1 kr", "to": level, "key": key}
    whole_one = {"schema": "fordelning/1", "id": "a", "title": "A", "total": "1 kr", "pot": [pot]}
    (found,) = from_mapping(whole_one).pots
    return cast("Key", cast("Pot", found).key)


def _allocate(given: Table) -> Table:
    on = given.get("reference_date")
    result = allocate(
        from_mapping(given["agreement"]),
        population(given["population"]),
        readings=given.get("readings"),
        reference_date=None if on is None else date.fromisoformat(on),
    )
    found = {each.pot.id: text(each.amounts) for each in result.outcomes}
    left = [{"pot": row.pot, "name": row.name, "ore": text(row.amount)} for row in result.residuals]
    nodes = dict(_nodes(result))
    return {
        "amounts": found,
        **({"residuals": left} if left else {}),
        **({"nodes": nodes} if nodes else {}),
    }


def _nodes(result: Allocation) -> Iterator[tuple[str, Table]]:
    for each in result.outcomes:
        within = [node for top in each.nodes for node in top.within()]
        levels = dict.fromkeys(node.level for node in within)
        if levels:
            yield each.pot.id, {lv: text(result.nodes(each.pot.id, lv)) for lv in levels}


def _check(given: Table) -> Table:
    problems = from_mapping(given["agreement"]).problems()
    return {"problems": sorted({code for each in problems for code in codes(each)})}


def _read(given: Table) -> Table:
    from_mapping(given["document"])
    return {"accepted": True}


_OPS: dict[str, Callable[[Table], Table]] = {
    "exact": lambda given: {"number": text(exact(given["value"]))},
    "money": lambda given: {"ore": text(Money.parse(given["value"]))},
    "write": lambda given: {"text": str(Money(whole(given["ore"])))},
    "apportion": _apportion,
    "certify": _certify,
    "round": _round,
    "quotas": _quotas,
    "allocate": _allocate,
    "check": _check,
    "read": _read,
}


def codes(error: FordelningError) -> Iterator[str]:
    """Yield the codes of an error, or of all those that it lists."""
    problems = error.values.get("problems", ())
    if not problems:
        yield error.code
    for problem in problems:
        yield from codes(problem)


def answer(question: Table) -> Table:
    """Answer one question."""
    op = _OPS.get(question["op"])
    if op is None:
        return {"id": question["id"], "unsupported": True}
    try:
        return {"id": question["id"], "answer": op(question["input"])}
    except FordelningError as error:
        return {"id": question["id"], "errors": sorted(set(codes(error)))}


def main() -> None:
    """Answer every line of the standard input."""
    for line in sys.stdin.buffer:
        told = json.dumps(answer(json.loads(line)), ensure_ascii=False)
        sys.stdout.buffer.write(f"{told}\n".encode())


if __name__ == "__main__":
    main()
