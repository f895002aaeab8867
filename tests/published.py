"""Published tables, as they are kept, and the populations that can be recovered from them.

Never here: expectations.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fordelning import Allocation, Level, Population, kr
from fordelning.comparison import Published, Reconciliation, reconcile

from .strategies import DAY

ORACLES = Path(__file__).parent / "oracles"
# Figures have a day. Recovered ones have none that is known, so that any will do.
RECOVERED = "recovered from the published amounts; the day is of no matter"
# Those of whom no amount was found stand together as one, so that shares are of everybody.
REST = "övriga"


def oracle(name: str) -> Any:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


def recovered(people: Mapping[str, int], level: str = Level.LAN) -> Population:
    return Population.from_counts(people, date=DAY, source=RECOVERED, level=level)


def among(people: dict[str, int], everybody: int) -> Population:
    rest = everybody - sum(people.values())
    return recovered({**people, REST: rest}, level="landsting")


def compared(allocation: Allocation, pot: str, table: Published) -> Reconciliation:
    (found,) = reconcile(allocation, {pot: table})
    return found


def in_kronor(name: str) -> Published:
    """Return a table whose rows are code, people and amount."""
    table = oracle(name)
    return Published({code: kr(amount) for code, _, amount in table["rows"]}, kr(table["total_kr"]))
