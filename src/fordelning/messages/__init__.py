"""The words of every error, by its code: what is wrong, the likely cause, what to do.

Never here: classes, checks, another language than English.
"""

from fordelning.messages.bounds import BOUNDS
from fordelning.messages.definitions import DEFINITIONS
from fordelning.messages.documents import DOCUMENTS
from fordelning.messages.figures import FIGURES
from fordelning.messages.keys import KEYS
from fordelning.messages.message import Message
from fordelning.messages.payments import PAYMENTS
from fordelning.messages.rules import RULES
from fordelning.messages.tables import TABLES
from fordelning.messages.values import VALUES

__all__ = ["MESSAGES", "Message"]

MESSAGES: dict[str, Message] = {
    **VALUES,
    **FIGURES,
    **RULES,
    **BOUNDS,
    **KEYS,
    **DEFINITIONS,
    **DOCUMENTS,
    **PAYMENTS,
    **TABLES,
}
