"""The commands `diff` and `verify`: two definitions, and a receipt computed again.

Never here: how definitions are compared, or what a receipt proves.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fordelning import catalogue
from fordelning.canonical import digest
from fordelning.cli import definitions, populations
from fordelning.cli.printable import printable
from fordelning.comparison import diff
from fordelning.population import Population
from fordelning.receipts import Receipt, read, verify

__all__ = ["add_diff", "add_verify"]

_DIFFERENT = 1


def add_diff(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `diff`."""
    parser.description = (
        "Tell what differs between two definitions, part by part: what was added, removed and "
        "changed. The exit code is 1 when anything differs."
    )
    for name, metavar in (("before", "A"), ("after", "B")):
        parser.add_argument(name, metavar=metavar, help=definitions.GIVEN)
    parser.set_defaults(run=_diff)


def add_verify(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `verify`."""
    parser.description = (
        "Compute a receipt again and tell what differs. Where it leaves out its figures, those "
        "of --population are used, or else the bundled population that it names by its digest. "
        "The exit code is 1 when it does not hold."
    )
    parser.add_argument("file", metavar="RECEIPT.json", type=Path)
    parser.add_argument(
        "--population",
        metavar="POPULATION",
        help=f"compute it of these figures: {populations.GIVEN}",
    )
    populations.add_file_options(parser)
    parser.set_defaults(run=_verify, refuse=parser.error)


def _diff(options: argparse.Namespace) -> int:
    found = diff(definitions.agreement(options.before), definitions.agreement(options.after))
    print(printable(found))
    return 0 if found.same else _DIFFERENT


def _verify(options: argparse.Namespace) -> int:
    given = _population(options)
    text = definitions.text(options.file)
    found = verify(text, population=given or _bundled(read(text)))
    print(printable(found))
    return 0 if found.holds else _DIFFERENT


def _population(options: argparse.Namespace) -> Population | None:
    if options.population is not None:
        return populations.population(options.population, options)
    if names := populations.file_options(options):
        options.refuse(f"of the file of --population, which is not given: {', '.join(names)}")
    return None


def _bundled(receipt: Receipt) -> Population | None:
    """Return the bundled population that a receipt is of, where it leaves out its figures."""
    if any(each.rows is None for each in receipt.figures):
        for population in map(catalogue.population, catalogue.populations()):
            if digest(population) == receipt.digests.population:
                return population
    return None
