"""Agreements as documents: TOML and JSON that a colleague reviews without Python.

A document says everything that an agreement does, and nothing is lost either way. Never
here: populations, or proof of what was computed (`receipts`).
"""

from fordelning.documents.documents import (
    from_json,
    from_mapping,
    from_toml,
    schema,
    to_json,
    to_mapping,
    to_toml,
)

__all__ = [
    "from_json",
    "from_mapping",
    "from_toml",
    "schema",
    "to_json",
    "to_mapping",
    "to_toml",
]
