"""Allocating: an agreement and a population in, every recipient's amount and why, out.

Here live `allocate`, the `Allocation` and the trace of each amount. Never here: what is
done with an allocation afterwards.
"""

from fordelning.allocation.allocate import allocate
from fordelning.allocation.allocation import Allocation
from fordelning.allocation.outcome import Nobody, Outcome, RoundedNode, Row
from fordelning.allocation.trace import Trace

__all__ = ["Allocation", "Nobody", "Outcome", "RoundedNode", "Row", "Trace", "allocate"]
