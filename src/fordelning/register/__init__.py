"""The register: who can receive money, under which division of the country, and when.

Here live levels, single recipients and the Swedish register of län, regions and kommuner
since 2000. Never here: figures about them.
"""

from fordelning.register.bodies import skr
from fordelning.register.levels import SWEDISH, Level, Recipient
from fordelning.register.sweden import (
    STORSTADSLAN,
    Division,
    Register,
    division_year,
    swedish,
)

__all__ = [
    "STORSTADSLAN",
    "SWEDISH",
    "Division",
    "Level",
    "Recipient",
    "Register",
    "division_year",
    "skr",
    "swedish",
]
