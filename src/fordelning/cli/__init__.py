"""The command line, `python -m fordelning`. Never here: anything the library cannot do."""

from fordelning.cli.main import main

__all__ = ["main"]
