"""Tables for print whose rows, columns and grand total add up (kontrollerad avrundning).

Never here: the rounding of what is paid, which is `rounding`'s, or formats for a locale.
"""

from fordelning.tables.controlled import by_pot, controlled
from fordelning.tables.table import ControlledTable

__all__ = ["ControlledTable", "by_pot", "controlled"]
