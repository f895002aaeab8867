"""Text for people: money and numbers in the way of a locale, errors and traces in its words.

The only part of the library that needs Babel. Never here: figures, rules, or what is told.
"""

from fordelning.text.formatting import format_date, format_money, format_number
from fordelning.text.speaking import describe

__all__ = ["describe", "format_date", "format_money", "format_number"]
