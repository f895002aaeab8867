"""The integer kernel: whole units to recipients, by weights, by a named method.

Here live `apportion`, `certify`, the methods and how ties are decided. Never here: money,
populations or agreements; a unit is whatever the caller counts.
"""

from fordelning.apportionment.api import apportion, certify
from fordelning.apportionment.method import Method
from fordelning.apportionment.ties import BY_CODE, REFUSE, Lot, Tie, Ties

__all__ = ["BY_CODE", "REFUSE", "Lot", "Method", "Tie", "Ties", "apportion", "certify"]
