"""The words of every error, by its code: what is wrong, the likely cause, what to do.

Never here: classes, checks, another language than English.
"""

from fordelning.messages.arrays import ARRAYS
from fordelning.messages.bounds import BOUNDS
from fordelning.messages.definitions import DEFINITIONS
from fordelning.messages.documents import DOCUMENTS
from fordelning.messages.figures import FIGURES
from fordelning.messages.files import FILES
from fordelning.messages.frames import FRAMES
from fordelning.messages.keys import KEYS
from fordelning.messages.message import Message
from fordelning.messages.payments import PAYMENTS
from fordelning.messages.readers import READERS
from fordelning.messages.receipts import RECEIPTS
from fordelning.messages.rules import RULES
from fordelning.messages.tables import TABLES
from fordelning.messages.text import TEXT
from fordelning.messages.values import VALUES
from fordelning.messages.writers import WRITERS

__all__ = ["MESSAGES", "Message"]

MESSAGES: dict[str, Message] = {
    **VALUES,
    **WRITERS,
    **FIGURES,
    **RULES,
    **BOUNDS,
    **KEYS,
    **DEFINITIONS,
    **ARRAYS,
    **DOCUMENTS,
    **FRAMES,
    **PAYMENTS,
    **RECEIPTS,
    **FILES,
    **READERS,
    **TABLES,
    **TEXT,
}
