"""The conformance suite's reference, 3: figures, measures and amounts, by recipient.

A measure is read from its document form and evaluated at once, as a table from code to
Fraction. Nothing of the library is used. Never here: keys, rounding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from .conformance_numbers import need
from .conformance_units import Units

PEOPLE = "folkmängd"
OPEN = 999
ZERO = Fraction(0)

Table = dict[str, Any]
Shares = dict[str, Fraction]


@dataclass(frozen=True)
class Scope:
    """Whom something is evaluated over: codes, of all at a level, with figures of a day."""

    codes: list[str]
    level: str
    tables: list[Table]
    date: str | None = None
    everyone: list[str] = field(default_factory=list)
    followed: Mapping[str, tuple[str, Shares]] = field(default_factory=dict)
    inside: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if not self.everyone:
            object.__setattr__(self, "everyone", self.codes)


def members(table: Table) -> list[str]:
    """Return the codes that a table names."""
    return list(table.get("codes") or table.get("counts") or table.get("ages") or table["values"])


def at_level(tables: list[Table], level: str, date: str | None) -> list[str]:
    """Return who there is at a level, by the tables of a day and those without one."""
    return sorted(
        {
            code
            for table in tables
            if table["level"] == level and table.get("date") in (date, None)
            for code in members(table)
        }
    )


def band_of(label: str) -> tuple[int, int]:
    """Read ages: 25, 7-15 or 65+."""
    if label.endswith("+"):
        return int(label[:-1]), OPEN
    low, _, high = label.partition("-")
    return int(low), int(high or low)


class Measures(Units):
    """Evaluate measures and amounts."""

    def measure(self, by: Any, scope: Scope) -> Shares:
        """Return a measure's number for each recipient."""
        if by == "population":
            return self.people(scope, None, {})
        ((tag, body),) = by.items()
        if tag == "people":
            return self.people(scope, None, body)
        if tag == "ages":
            return self.people(scope, band_of(body["band"]), body)
        if tag == "indicator":
            return self.indicator(scope, body)
        if tag == "constant":
            return dict.fromkeys(scope.codes, self.exact(body))
        if tag == "table":
            return self.listed(scope, body)
        if tag == "quotas_of":
            return self.followed(scope, body)
        made: Callable[[Any, Scope], Shares] = getattr(self, f"measure_{tag}")
        return made(body, scope)

    def people(self, scope: Scope, band: tuple[int, int] | None, asked: Table) -> Shares:
        """Count people: all or of some ages, of both sexes or of one, of a day."""
        date, sex = asked.get("at", scope.date), asked.get("sex")
        held = [
            table
            for table in scope.tables
            if table["level"] == scope.level
            and table.get("date") == date
            and ("ages" in table or ("counts" in table and band is None))
        ]
        of = {each: [t for t in held if t.get("sex") == each] for each in (None, "men", "women")}
        if of[sex]:
            return self.counted(of[sex][0], scope, band)
        need(sex is None and of["men"] and of["women"], "figure.no_table")
        men, women = (self.counted(of[each][0], scope, band) for each in ("men", "women"))
        return {code: men[code] + women[code] for code in scope.codes}

    def counted(self, table: Table, scope: Scope, band: tuple[int, int] | None) -> Shares:
        """Count people in one table."""
        need(set(scope.codes) <= set(members(table)), "figure.missing")
        if "counts" in table:
            return {code: Fraction(table["counts"][code]) for code in scope.codes}
        low, high = band or (0, OPEN)
        found = {}
        for code in scope.codes:
            classes = {band_of(label): int(n) for label, n in table["ages"][code].items()}
            touched = {ages: n for ages, n in classes.items() if ages[0] <= high and low <= ages[1]}
            if band:
                whole = all(low <= each[0] and each[1] <= high for each in touched)
                need(whole, "band.cut")
                covered = sum(ages[1] - ages[0] + 1 for ages in touched)
                need(covered == high - low + 1, "band.missing")
            found[code] = Fraction(sum(touched.values()))
        return found

    def indicator(self, scope: Scope, asked: Table) -> Shares:
        """Read an indicator's values."""
        held = [
            table["values"]
            for table in scope.tables
            if table["level"] == scope.level
            and table.get("date") == asked.get("at", scope.date)
            and table.get("indicator") == asked["name"]
        ]
        need(held, "figure.no_table")
        need(set(scope.codes) <= set(held[0]), "figure.missing")
        return {code: self.exact(held[0][code]) for code in scope.codes}

    def listed(self, scope: Scope, numbers: Table) -> Shares:
        """Read the numbers that a rule itself states."""
        need(set(numbers) <= set(scope.everyone), "code.unknown")
        need(set(scope.codes) <= set(numbers), "table.missing")
        return {code: self.exact(numbers[code]) for code in scope.codes}

    def followed(self, scope: Scope, pot: str) -> Shares:
        """Read another pot's exact quotas."""
        level, quotas = scope.followed[pot]
        need(level == scope.level, "quoted.level")
        return {code: quotas[code] for code in scope.codes}

    def folded(
        self, parts: list[Any], scope: Scope, two: Callable[[Fraction, Fraction], Fraction]
    ) -> Shares:
        """Combine measures from the left."""
        first, *others = [self.measure(part, scope) for part in parts]
        for other in others:
            first = {code: two(first[code], other[code]) for code in scope.codes}
        return first

    def measure_sum(self, parts: list[Any], scope: Scope) -> Shares:
        """Add."""
        return self.folded(parts, scope, lambda a, b: a + b)

    def measure_difference(self, parts: list[Any], scope: Scope) -> Shares:
        """Subtract from the first."""
        return self.folded(parts, scope, lambda a, b: a - b)

    def measure_product(self, parts: list[Any], scope: Scope) -> Shares:
        """Multiply."""
        return self.folded(parts, scope, lambda a, b: a * b)

    def measure_quotient(self, parts: list[Any], scope: Scope) -> Shares:
        """Divide the first."""

        def divided(a: Fraction, b: Fraction) -> Fraction:
            need(b, "figure.by_zero")
            return a / b

        return self.folded(parts, scope, divided)

    def measure_smallest(self, parts: list[Any], scope: Scope) -> Shares:
        """Take the smallest."""
        return self.folded(parts, scope, min)

    def measure_largest(self, parts: list[Any], scope: Scope) -> Shares:
        """Take the largest."""
        return self.folded(parts, scope, max)

    def measure_clamp(self, body: Table, scope: Scope) -> Shares:
        """Keep a measure between two others."""
        found = self.measure(body["of"], scope)
        if "low" in body and "high" in body:
            low, high = (self.measure(body[end], scope) for end in ("low", "high"))
            need(all(low[code] <= high[code] for code in scope.codes), "clamp.crossed")
        for end, choose in (("low", max), ("high", min)):
            if end in body:
                bound = self.measure(body[end], scope)
                found = {code: choose(found[code], bound[code]) for code in scope.codes}
        return found

    def measure_share(self, of: Any, scope: Scope) -> Shares:
        """Divide by the sum over all."""
        found = self.measure(of, scope)
        need(sum(found.values()), "share.zero_total")
        return {code: number / sum(found.values()) for code, number in found.items()}

    def measure_summed(self, body: Table, scope: Scope) -> Shares:
        """Add a measure up over each recipient's parts."""
        parts = at_level(scope.tables, body["over"], scope.date)
        parent = self.parents(scope.tables)
        need(all(part in parent for part in parts), "figure.orphans")
        inside = [part for part in parts if parent[part] in scope.codes]
        need({parent[part] for part in inside} == set(scope.codes), "figure.no_parts")
        numbers = self.measure(
            body["of"], replace(scope, codes=inside, level=body["over"], everyone=inside)
        )
        return {
            code: sum((numbers[part] for part in inside if parent[part] == code), ZERO)
            for code in scope.codes
        }

    def parents(self, tables: list[Table]) -> dict[str, str]:
        """Return of whom each is part."""
        return {c: p for table in tables for c, p in table.get("parents", {}).items()}

    def brackets(self, body: Table) -> list[tuple[Fraction, Fraction | None, Fraction]]:
        """Return brackets as (low, high, value), ascending, without hole or overlap."""
        given = sorted(body["brackets"], key=lambda each: self.exact(each["from"]))
        lows = [self.exact(each["from"]) for each in given]
        found = []
        for place, each in enumerate(given):
            following = lows[place + 1] if place + 1 < len(lows) else None
            high = self.exact(each["to"]) if "to" in each else following
            if following is not None and high is not None:
                need(high <= following and lows[place] < following, "bracket.overlap")
                need(high >= following, "bracket.hole")
            found.append((lows[place], high, self.exact(each["value"])))
        return found

    def measure_steps(self, body: Table, scope: Scope) -> Shares:
        """Look up the bracket that each number falls in."""
        brackets, found = self.brackets(body), {}
        for code, number in self.measure(body["of"], scope).items():
            inside = [v for low, up, v in brackets if low <= number and (up is None or number < up)]
            need(inside, "bracket.outside")
            found[code] = inside[0]
        return found

    def measure_marginal(self, body: Table, scope: Scope) -> Shares:
        """Weigh each part of a number at its bracket's rate."""
        brackets, found = self.brackets(body), {}
        need(brackets[0][0] == 0, "bracket.start")
        for code, number in self.measure(body["of"], scope).items():
            last = brackets[-1][1]
            need(number >= 0 and (last is None or number <= last), "bracket.outside")
            found[code] = sum(
                (
                    rate * (min(number, number if high is None else high) - low)
                    for low, high, rate in brackets
                    if number > low
                ),
                ZERO,
            )
        return found

    def amount(self, amount: Any, given: Fraction, scope: Scope) -> Shares:
        """Return an amount of exact öre for each recipient."""
        if isinstance(amount, str):
            return dict.fromkeys(scope.codes, Fraction(self.money(amount)))
        ((tag, body),) = amount.items()
        if tag == "share_of":
            return dict.fromkeys(scope.codes, self.exact(body) * given)
        if tag == "per_unit":
            ore = self.money(body["money"])
            return {code: ore * n for code, n in self.measure(body["of"], scope).items()}
        need(set(body) <= set(scope.everyone), "code.unknown")
        need(set(body) <= set(scope.codes), "code.outside")
        return {code: Fraction(self.money(body.get(code, "0 kr"))) for code in scope.codes}


def is_day(text: str) -> bool:
    """Tell whether a text is written as a day."""
    return re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None
