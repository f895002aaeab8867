"""The commands `diff` and `verify`: two definitions, and a receipt computed again.

Never here: how definitions are compared, or what a receipt proves.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fordelning import catalogue
from fordelning.agreement import Agreement
from fordelning.canonical import digest
from fordelning.comparison import diff
from fordelning.documents import from_json, from_toml
from fordelning.errors import FordelningError, InputValueError
from fordelning.population import Population
from fordelning.receipts import Receipt, read, verify

__all__ = ["add_diff", "add_verify"]

_DIFFERENT = 1
_READERS = {".json": from_json, ".toml": from_toml}
# A little more than documents and receipts may have, so that a longer one is refused as such.
_LONGEST = 1_000_100


def add_diff(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `diff`."""
    parser.description = (
        "Tell what differs between two definitions, part by part: what was added, removed and "
        "changed. The exit code is 1 when anything differs."
    )
    for name, metavar in (("before", "A"), ("after", "B")):
        parser.add_argument(
            name, metavar=metavar, help="an agreement, or a document: FILE.toml or FILE.json"
        )
    parser.set_defaults(run=_diff)


def add_verify(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `verify`."""
    parser.description = (
        "Compute a receipt again and tell what differs. Where it leaves out its figures, the "
        "bundled population that it names by its digest is used. The exit code is 1 when it "
        "does not hold."
    )
    parser.add_argument("file", metavar="RECEIPT.json", type=Path)
    parser.set_defaults(run=_verify)


def _diff(options: argparse.Namespace) -> int:
    found = diff(_agreement(options.before), _agreement(options.after))
    print(found)
    return 0 if found.same else _DIFFERENT


def _agreement(given: str) -> Agreement:
    """Return an agreement of the catalogue, or of a document."""
    path = Path(given)
    reader = _READERS.get(path.suffix)
    if reader is None:
        return catalogue.agreement(given)
    try:
        return reader(_text(path))
    except FordelningError as error:
        raise error.within(given) from None


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(_LONGEST)
    except UnicodeDecodeError as error:
        raise InputValueError("file.encoding", path=str(path), reason=str(error)) from None


def _verify(options: argparse.Namespace) -> int:
    text = _text(options.file)
    found = verify(text, population=_bundled(read(text)))
    print(found)
    return 0 if found.holds else _DIFFERENT


def _bundled(receipt: Receipt) -> Population | None:
    """Return the bundled population that a receipt is of, where it leaves out its figures."""
    if any(each.rows is None for each in receipt.figures):
        for population in map(catalogue.population, catalogue.populations()):
            if digest(population) == receipt.digests.population:
                return population
    return None
