"""The words of every error, by its code: what is wrong, the likely cause, what to do.

Never here: classes, checks, another language than English.
"""

from fordelning.errors.messages.definitions import DEFINITIONS
from fordelning.errors.messages.figures import FIGURES
from fordelning.errors.messages.message import Message
from fordelning.errors.messages.rules import RULES
from fordelning.errors.messages.values import VALUES

__all__ = ["MESSAGES", "Message"]

MESSAGES: dict[str, Message] = {**VALUES, **FIGURES, **RULES, **DEFINITIONS}
