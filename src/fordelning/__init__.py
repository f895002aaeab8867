"""Distribution keys (fördelningsnycklar) for public money, exact to the öre.

Only re-exports live here; measures are in `fordelning.measures`, bundled agreements and
populations in `fordelning.catalogue`, every error in `fordelning.errors`.
"""

from fordelning.agreement import About, Agreement, Ambiguity, Declared, Pot, Reading, UpTo
from fordelning.allocation import Allocation, allocate
from fordelning.apportionment import BY_CODE, REFUSE, Lot, Method, apportion, certify
from fordelning.errors import FordelningError
from fordelning.keys import (
    REST,
    AgeWeighted,
    Bounded,
    DeclaredShares,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    HoldHarmless,
    Nested,
    Only,
    PerCapita,
    Proportional,
    RoundedRate,
    Split,
    Then,
    Tier,
    Tiered,
    Unspent,
)
from fordelning.measures import ShareOf
from fordelning.money import Money, kr, mkr, tkr
from fordelning.population import Population
from fordelning.register import Level, Recipient
from fordelning.rounding import Rounding
from fordelning.source import Source

# fmt: off
__all__ = [
    "BY_CODE", "REFUSE", "REST", "About", "AgeWeighted", "Agreement", "Allocation", "Ambiguity",
    "Bounded", "Declared", "DeclaredShares", "Equal", "Fixed", "Flat", "FlatPlusRemainder",
    "FordelningError", "HoldHarmless", "Level", "Lot", "Method", "Money", "Nested", "Only",
    "PerCapita", "Population", "Pot", "Proportional", "Reading", "Recipient", "RoundedRate",
    "Rounding", "ShareOf", "Source", "Split", "Then", "Tier", "Tiered", "Unspent", "UpTo",
    "allocate", "apportion", "certify", "kr", "mkr", "tkr",
]
# fmt: on


def __dir__() -> list[str]:
    return sorted(__all__)
