# 200 miljoner kronor till länen: 5 miljoner
# till varje län, och resten efter folkmängd.
from datetime import date

from fordelning import (
    Agreement,
    FlatPlusRemainder,
    Level,
    Pot,
    allocate,
    catalogue,
    mkr,
    text,
)

nyckel = FlatPlusRemainder(mkr(5))
avtal = Agreement(
    "avtal",
    "Medel till länen",
    total=mkr(200),
    pots=[Pot("samverkan", mkr(200), Level.LAN, nyckel)],
    reference_date=date(2020, 12, 31),
)
# SCB:s folkmängd följer med biblioteket.
folkmangd = catalogue.population("scb-2020-12-31")
utfall = allocate(avtal, folkmangd)

# Hur fick Gotland sitt belopp?
spar = utfall.explain("samverkan", "09")
print(text.describe(spar, locale="sv"))

# Det sista värdet visas som en tabell.
utfall
