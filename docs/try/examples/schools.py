# Three schools share 1 000 kronor:
# 100 each, and the rest by the number of pupils.
from datetime import date

from fordelning import (
    Agreement,
    FlatPlusRemainder,
    Population,
    Pot,
    allocate,
    kr,
)

schools = Population.from_counts(
    {"North": 7, "South": 5, "East": 3},
    date=date(2026, 10, 15),
    source="made up for this page",
    level="school",
)
rule = FlatPlusRemainder(kr(100))
agreement = Agreement(
    "schools",
    "Grant to schools",
    total=kr(1000),
    pots=[Pot("grant", kr(1000), "school", rule)],
    reference_date=None,
)
result = allocate(agreement, schools)

# How did North get that?
print(result.explain("grant", "North"))

# The last value is shown as a table.
result
