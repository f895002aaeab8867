"""Agreements (överenskommelser): pots, their keys, and what the text says about sums.

Here live the definition, the readings of what is ambiguous in it, and the check that it
adds up. Never here: figures, or the calculation.
"""

from fordelning.agreement.agreement import Agreement, Choice, Resolved
from fordelning.agreement.pot import Ambiguity, Declared, Pot, Reading
from fordelning.agreement.sums import About, UpTo

__all__ = [
    "About",
    "Agreement",
    "Ambiguity",
    "Choice",
    "Declared",
    "Pot",
    "Reading",
    "Resolved",
    "UpTo",
]
