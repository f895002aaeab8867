"""The conformance suite's reference, 7: every kind of question, and a program that answers.

    python conformance/run.py -- python -m tests.conformance_reference

A second implementation, slow and from the rules alone: it imports nothing of the library,
so that an expectation that both give was computed twice. Never here: rules themselves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from .conformance_agreements import Agreements
from .conformance_measures import Scope, Table, at_level
from .conformance_numbers import Refused, need
from .conformance_pots import Rule


def text(value: Any) -> Any:
    """Write numbers as text, also inside lists and tables."""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {name: text(each) for name, each in value.items()}
    return [text(each) for each in value] if isinstance(value, list) else str(value)


class Reference(Agreements):
    """Answer questions; of a kind that is not known here, say so."""

    def answer(self, question: Table) -> Table:
        """Answer one question."""
        asked = getattr(self, f"op_{question['op']}", None)
        if asked is None:
            return {"id": question["id"], "unsupported": True}
        try:
            return {"id": question["id"], "answer": text(asked(question["input"]))}
        except Refused as refused:
            return {"id": question["id"], "errors": sorted(refused.codes)}

    def op_exact(self, given: Table) -> Table:
        """Read an exact number."""
        return {"number": self.exact(given["value"])}

    def op_money(self, given: Table) -> Table:
        """Read an amount."""
        return {"ore": self.money(given["value"])}

    def op_write(self, given: Table) -> Table:
        """Write an amount."""
        return {"text": self.written(int(given["ore"]))}

    def op_apportion(self, given: Table) -> Table:
        """Share out whole units."""
        return {"units": self.apportion(given)}

    def op_certify(self, given: Table) -> Table:
        """Check whole units."""
        return {"sound": self.certify(given)}

    def op_round(self, given: Table) -> Table:
        """Round quotas in öre to whole units of money."""
        unit, total = int(given["unit"]), int(given["total"])
        need(unit > 0, "rounding.unit")
        quotas = {code: self.exact(quota) for code, quota in given["quotas"].items()}
        need(quotas, "weights.none")
        need(min(quotas.values()) >= 0, "quota.negative")
        need(sum(quotas.values()) == total, "quota.sum")
        rule = Rule(unit, given["method"], given.get("ties", "by_code"))
        found = self.rounded(quotas, total, rule, "")
        return {"amounts": found["amounts"], "residual": found["left"][0][1]}

    def op_quotas(self, given: Table) -> Table:
        """Give what a key gives, exactly."""
        tables, level = given["population"], given["level"]
        dates = {table["date"] for table in tables if table["level"] == level and "date" in table}
        on = max(dates, default=None)
        scope = Scope(at_level(tables, level, on), level, tables, on)
        quotas, rest = self.key(given["key"], Fraction(given["amount"]), scope)
        return {"quotas": quotas, "rest": rest}

    def op_allocate(self, given: Table) -> Table:
        """Allocate an agreement."""
        return self.allocate(given)

    def op_check(self, given: Table) -> Table:
        """List what is wrong with an agreement."""
        return {"problems": sorted(self.problems(given["agreement"]))}


def main(implementation: Reference) -> None:
    """Answer every line of the standard input."""
    for line in sys.stdin.buffer:
        told = json.dumps(implementation.answer(json.loads(line)), ensure_ascii=False)
        sys.stdout.buffer.write(f"{told}\n".encode())


if __name__ == "__main__":
    main(Reference())
