"""Distribution keys (fördelningsnycklar) for public money, exact to the öre.

Only re-exports live here; measures are in `fordelning.measures`, bundled agreements and
populations in `fordelning.catalogue`, every error in `fordelning.errors`.
"""

from fordelning.agreement import Agreement, Ambiguity, Declared, Pot, Reading
from fordelning.allocation import Allocation, allocate
from fordelning.apportionment import BY_CODE, REFUSE, Lot, Method, apportion, certify
from fordelning.errors import FordelningError
from fordelning.keys import (
    REST,
    AgeWeighted,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Only,
    PerCapita,
    Proportional,
    Split,
    Then,
    Tier,
    Tiered,
)
from fordelning.measures import ShareOf
from fordelning.money import Money, kr, mkr, tkr
from fordelning.population import Population
from fordelning.register import Level, Recipient
from fordelning.rounding import Rounding
from fordelning.source import Source

# fmt: off
__all__ = [
    "BY_CODE", "REFUSE", "REST", "AgeWeighted", "Agreement", "Allocation", "Ambiguity",
    "Declared", "Equal", "Fixed", "Flat", "FlatPlusRemainder", "FordelningError", "Level",
    "Lot", "Method", "Money", "Only", "PerCapita", "Population", "Pot", "Proportional",
    "Reading", "Recipient", "Rounding", "ShareOf", "Source", "Split", "Then", "Tier", "Tiered",
    "allocate", "apportion", "certify", "kr", "mkr", "tkr",
]
# fmt: on


def __dir__() -> list[str]:
    return sorted(__all__)
