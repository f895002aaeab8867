"""The conformance suite's reference, 6: whole agreements in their document form.

Which pots there are under chosen readings, what is wrong with them, and what each pot
gives whom. Nothing of the library is used. Never here: keys, or how units are given out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from .conformance_measures import Scope, Table, at_level
from .conformance_numbers import Refused, need
from .conformance_pots import BOUNDED, KEEPS_NOT, Pots, Rule, plain, unspent

NEAR = ("largest-remainder", "nearest", "floor")


def inside(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every name in a document with what stands under it, however deep."""
    if isinstance(value, str):
        yield value, None
    for name, each in value.items() if isinstance(value, dict) else ():
        yield name, each
        yield from inside(each)
    for each in value if isinstance(value, list) else ():
        yield from inside(each)


def follows(pot: Table) -> list[str]:
    """Return the pots whose outcome a pot's key uses."""
    return [body for tag, body in inside(pot.get("key", "")) if tag == "quotas_of"]


class Agreements(Pots):
    """Check agreements, and allocate them."""

    def rule(self, document: Table, pot: Table) -> Rule:
        """Return how a pot is rounded: by its own rule, or else by the agreement's."""
        rule: Table = pot.get("rounding") or document.get("rounding") or {}
        unit = self.money(rule.get("unit", "0,01 kr"))
        return Rule(unit, rule.get("method", "largest-remainder"), rule.get("ties", "by_code"))

    def readings(self, item: Table) -> dict[str, list[Table]]:
        """Return the pots that stand in a place, by its readings."""
        if "readings" not in item:
            return {"": [item]}
        known = "amount" in item and "to" in item
        shared: Table = {name: item[name] for name in ("id", "amount", "to") if name in item}
        if not item["readings"]:
            return {"": [shared]} if known else {}
        return {
            each["name"]: each.get("pot")
            or ([{**shared, "key": each["key"]}] if known and "key" in each else [])
            for each in item["readings"]
        }

    def problems(self, document: Table) -> set[str]:
        """Return the codes of all that is wrong, under every reading."""
        items = document["pot"]
        places = [self.readings(item) for item in items]
        found = set() if items else {"agreement.no_pots"}
        for item, place in zip(items, places, strict=True):
            found |= self.wrong_place(item, place)
            for pot in (pot for pots in place.values() for pot in pots):
                if "readings" not in item or item["readings"]:
                    found |= set(self.wrong_pot(document, pot))
        for chosen in product(*(place.values() or [[]] for place in places)):
            found |= self.wrong_sums(document, list(zip(items, chosen, strict=True)))
        return found | self.wrong_names(document, items, places)

    def wrong_place(self, item: Table, place: dict[str, list[Table]]) -> set[str]:
        """Return what is wrong with a place that can be read in several ways."""
        if "readings" not in item:
            return set()
        found = set() if place else {"agreement.unknown_amount"}
        names = [each["name"] for each in item["readings"]]
        if len(set(names)) < len(names):
            found.add("reading.duplicate")
        if any("pot" in each and "key" in each for each in item["readings"]):
            found.add("reading.both")
        for pots in place.values():
            if not pots:
                found.add("pot.no_pots")
            elif "amount" in item and sum(map(self.stated, pots)) != self.money(item["amount"]):
                found.add("reading.amount")
        return found

    def wrong_pot(self, document: Table, pot: Table) -> Iterator[str]:
        """Yield what is wrong with one pot."""
        rule = self.rule(document, pot)
        alone, key = isinstance(pot["to"], dict), pot.get("key")
        ore = self.stated(pot)
        if ore < 0:
            yield "pot.negative"
        if alone and key is not None:
            yield "pot.needless_key"
        if not alone and key is None:
            yield "pot.no_key"
        spends_all = isinstance(pot["amount"], str) and (key is None or unspent(key) is None)
        if ore % rule.unit and spends_all and rule.method not in KEEPS_NOT:
            yield "rounding.not_whole_units"
        if key is not None:
            yield from self.misplaced(key, rule.method)

    def misplaced(self, key: Any, method: str) -> Iterator[str]:
        """Yield keys that stand where they cannot do what they are for."""
        tag, _ = plain(key)
        tags = [each for each, _ in inside(key)]
        if tag != "nested" and "nested" in tags:
            yield "nested.inside"
        if tag == "nested" and method != "largest-remainder":
            yield "nested.method"
        if tags.count("unspent") > (unspent(key) is not None):
            yield "unspent.inside"
        if set(tags) & set(BOUNDED) and tag not in BOUNDED and method not in NEAR:
            yield "bounds.hidden"

    def wrong_sums(self, document: Table, chosen: list[tuple[Table, list[Table]]]) -> set[str]:
        """Return which sums the pots under one choice of readings do not make up."""
        found = set()
        pots = [(item, pot) for item, each in chosen for pot in each]
        if sum(self.stated(pot) for _, pot in pots) != self.money(document["total"]):
            found.add("agreement.total")
        for declared in document.get("declared", []):
            covered = [
                self.stated(pot)
                for item, pot in pots
                if {item["id"], pot["id"], str(pot["to"])} & set(declared["pots"])
            ]
            if sum(covered) != self.money(declared["amount"]):
                found.add("agreement.declared")
        try:
            self.in_order([pot for _, pot in pots])
        except Refused as refused:
            found |= refused.codes
        return found

    def wrong_names(
        self, document: Table, items: list[Table], places: list[dict[str, list[Table]]]
    ) -> set[str]:
        """Return ids that are used twice, and names that nothing has."""
        used: list[str] = []
        every: list[Table] = []
        for item, place in zip(items, places, strict=True):
            every += [pot for pots in place.values() for pot in pots]
            by_reading = [[pot["id"] for pot in pots] for pots in place.values()]
            most = {
                id_: max(ids.count(id_) for ids in by_reading) for ids in by_reading for id_ in ids
            }
            used += [id_ for id_, count in {item["id"]: 1, **most}.items() for _ in range(count)]
        found = {"agreement.duplicate"} if len(set(used)) < len(used) else set()
        known = set(used) | {str(pot["to"]) for pot in every}
        if any(not set(each["pots"]) <= known for each in document.get("declared", [])):
            found.add("agreement.declared_unknown")
        if any(not set(follows(pot)) <= {each["id"] for each in every} for pot in every):
            found.add("quoted.unknown")
        return found

    def in_order(self, pots: list[Table]) -> list[Table]:
        """Return pots so that each stands behind those that it follows."""
        ids = {pot["id"] for pot in pots}
        placed: list[Table] = []
        while len(placed) < len(pots):
            done = {pot["id"] for pot in placed}
            free = [p for p in pots if p not in placed and set(follows(p)) & ids <= done]
            need(free, "quoted.cycle")
            placed += free
        return placed

    def chosen(self, document: Table, choices: dict[str, str]) -> Table:
        """Return the agreement with each of its places read as it was chosen."""
        places = {item["id"]: item for item in document["pot"] if "readings" in item}
        wrong = {"reading.needless"} if set(choices) - set(places) else set()
        for name, item in places.items():
            names = [each["name"] for each in item["readings"]]
            if not names:
                wrong.add("reading.open")
            elif name not in choices:
                wrong.add("reading.unchosen")
            elif choices[name] not in names:
                wrong.add("reading.unknown")
        need_none(wrong)
        items = [
            {**item, "readings": [r for r in item["readings"] if r["name"] == choices[item["id"]]]}
            if "readings" in item
            else item
            for item in document["pot"]
        ]
        return {**document, "pot": items}

    def allocate(self, given: Table) -> Table:
        """Allocate an agreement."""
        document, tables = given["agreement"], given["population"]
        wanted = given.get("reference_date", document.get("reference_date"))
        wrong: set[str] = set()
        pots: list[Table] = []
        try:
            document = self.chosen(document, given.get("readings", {}))
            need_none(self.problems(document))
            pots = [
                p for item in document["pot"] for each in self.readings(item).values() for p in each
            ]
        except Refused as refused:
            wrong |= refused.codes
        if wanted is not None and wanted not in {table.get("date") for table in tables}:
            wrong.add("date.missing")
        need_none(wrong)
        outcomes: dict[str, Table] = {}
        for pot in self.in_order(pots):
            try:
                scope = self.scope(pot["to"], tables, wanted)
                followed = {id_: each["exact"] for id_, each in outcomes.items()}
                outcomes[pot["id"]] = self.pot(
                    pot, self.rule(document, pot), replace(scope, followed=followed)
                )
            except Refused as refused:
                wrong |= refused.codes
        need_none(wrong)
        return self.told([(pot["id"], outcomes[pot["id"]]) for pot in pots])

    def told(self, outcomes: list[tuple[str, Table]]) -> Table:
        """Put the outcomes of pots together."""
        left = [
            {"pot": id_, "name": name, "ore": ore}
            for id_, each in outcomes
            for name, ore in each["left"]
            if ore
        ]
        nodes = {id_: each["nodes"] for id_, each in outcomes if "nodes" in each}
        return {
            "amounts": {id_: each["amounts"] for id_, each in outcomes},
            **({"residuals": left} if left else {}),
            **({"nodes": nodes} if nodes else {}),
        }

    def scope(self, to: Any, tables: list[Table], wanted: str | None) -> Scope:
        """Return whom a pot goes to, with the figures of a day."""
        if isinstance(to, dict):
            return Scope([to["code"]], "", tables, wanted)
        if wanted is None:
            dates = {each["date"] for each in tables if each["level"] == to and "date" in each}
            need(len(dates) <= 1, "date.several")
            wanted = next(iter(dates), None)
        codes = at_level(tables, to, wanted)
        need(codes, "level.nobody")
        return Scope(codes, to, tables, wanted)


def need_none(codes: set[str]) -> None:
    """Refuse if there are any codes."""
    if codes:
        raise Refused(*codes)
