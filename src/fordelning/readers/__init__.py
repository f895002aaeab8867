"""Readers (inläsning): files of figures, as statistics offices deliver them, made populations.

Here live the formats, and how what stands in them is understood or refused. Never here:
the network, unless `scb.fetch` is called; what is done with figures.
"""

from fordelning.readers.columns import from_columns, from_frame
from fordelning.readers.covers import Cover
from fordelning.readers.cube import About, Cube, Variable
from fordelning.readers.making import Findings
from fordelning.readers.reading import examine, read_population
from fordelning.readers.regions import Match

__all__ = [
    "About",
    "Cover",
    "Cube",
    "Findings",
    "Match",
    "Variable",
    "examine",
    "from_columns",
    "from_frame",
    "read_population",
]
