"""Testing your own keys and agreements: Hypothesis strategies, and laws that must hold.

Here live `check_key` and `check_agreement`, which need no knowledge of Hypothesis, the laws
that they check (`laws`), and the strategies that they draw from. It needs the extra
`testing`. Never here: anything that the rest of the library needs.
"""

from fordelning.errors import MissingExtraError

try:
    import hypothesis as _hypothesis
except ModuleNotFoundError:
    raise MissingExtraError("extra.missing", needs="hypothesis", extra="testing") from None

from fordelning.testing import laws
from fordelning.testing.agreements import agreements, allocations
from fordelning.testing.checks import check_agreement, check_key
from fordelning.testing.figures import money, populations
from fordelning.testing.keys import keys
from fordelning.testing.law import LawError
from fordelning.testing.measures import measures
from fordelning.testing.scopes import scope

__all__ = [
    "LawError",
    "agreements",
    "allocations",
    "check_agreement",
    "check_key",
    "keys",
    "laws",
    "measures",
    "money",
    "populations",
    "scope",
]

del _hypothesis
