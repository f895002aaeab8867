# The text says 229 million in all, and its parts
# make 230. The error names both figures.
from fordelning import (
    Agreement,
    Equal,
    Level,
    PerCapita,
    Pot,
    allocate,
    catalogue,
    mkr,
)

agreement = Agreement(
    "samverkan",
    "An agreement on cooperation",
    total=mkr(229),
    pots=[
        Pot("cooperation", mkr(200), Level.LAN, PerCapita()),
        Pot("users", mkr(30), Level.LAN, Equal()),
    ],
    reference_date=None,
)
allocate(agreement, catalogue.population("scb-2020-12-31"))
