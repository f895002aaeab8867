"""The commands and their arguments: each asks the library and has its answer printed.

Never here: a calculation, or what an answer looks like.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path

from fordelning import catalogue
from fordelning.allocation import Allocation, allocate, show
from fordelning.cli import compare, definitions, published, report
from fordelning.cli.advice import Say, worded
from fordelning.cli.printable import printable
from fordelning.comparison import Kind, reconcile
from fordelning.errors import FordelningError, ReadingError, UnknownIdError, nearest
from fordelning.receipts import issue
from fordelning.sentences import Phrase, Sentence

__all__ = ["main"]

_SHOWN = "psykisk-halsa-2020"
_DIFFERENT = 1
_PROBLEMS = 1
_WRONG = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0, or 1 where `reconcile`, `diff` or `verify` finds a difference or `check` a problem, or
    2 for wrong input.
    """
    # A terminal that lacks a letter shows a question mark rather than nothing.
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except FordelningError as error:
        print(f"fordelning: {worded(printable(error), options, options.say)}", file=sys.stderr)
        return _WRONG
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        unread = Sentence(
            "{file} cannot be read: {reason}", {"file": error.filename, "reason": error.strerror}
        )
        print(f"fordelning: {options.say(printable(unread))}", file=sys.stderr)
        return _WRONG
    except BrokenPipeError:
        # Whoever read the output, such as `head`, has seen enough; nothing is left to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fordelning",
        description="Distribute public money by agreed keys, exactly to the öre. "
        f"Without a command: the agreement {_SHOWN} on bundled figures.",
        epilog="Exit codes: 0; 1 when reconcile, diff or verify finds a difference, or check "
        "a problem; 2 for wrong input.",
    )
    parser.add_argument(
        "--version", action="version", version=f"fordelning {version('fordelning')}"
    )
    parser.set_defaults(run=_demonstrate, say=str)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    listing = commands.add_parser("list", help="list bundled agreements and populations")
    listing.set_defaults(run=_list)

    showing = commands.add_parser("show", help="show an agreement or a population")
    showing.add_argument(
        "id", metavar="ID|FILE", help=f"{definitions.GIVEN}; or a bundled population"
    )
    showing.set_defaults(run=_show)

    _add_check(commands.add_parser("check", help="read an agreement from a TOML or JSON file"))
    _add_allocate(commands.add_parser("allocate", help="distribute an agreement's money"))
    _add_reconcile(commands.add_parser("reconcile", help="compare a published table, cell by cell"))
    _add_explain(commands.add_parser("explain", help="tell how an amount came about"))
    compare.add_diff(commands.add_parser("diff", help="tell what differs in two definitions"))
    _add_receipt(commands.add_parser("receipt", help="issue a receipt of an allocation, as JSON"))
    compare.add_verify(commands.add_parser("verify", help="compute a receipt again"))
    for each in (parser, *commands.choices.values()):
        each.add_argument(
            "--locale",
            metavar="NAME",
            dest="say",
            type=_sayer,
            default=argparse.SUPPRESS,
            help="tell errors, and what `explain` tells, in the words and numbers of a locale, "
            "such as sv_SE; in plain English unless given",
        )
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Tell what the agreement of a document says, and all that is wrong with it. "
        "The exit code is 1 when it can be read and its definition has problems."
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.set_defaults(run=_check)


def _add_allocate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID|FILE", help=definitions.GIVEN)
    _add_choices(parser, required=True)
    parser.add_argument("--pot", metavar="ID", help="show only this pot")
    parser.add_argument(
        "--csv",
        action="store_true",
        help="one row per pot and recipient, parted by semicolons, öre as whole numbers, UTF-8",
    )
    parser.add_argument(
        "--xlsx",
        metavar="FILE",
        type=Path,
        help="write a workbook with formulas instead; it has every pot (extra: excel)",
    )
    parser.add_argument(
        "--html",
        metavar="FILE",
        type=Path,
        help="write a page of HTML instead; it has every pot (a map: extra maps)",
    )
    parser.add_argument(
        "--language",
        choices=("sv", "en"),
        default="sv",
        help="the language of a workbook or a page; Swedish unless given",
    )
    parser.set_defaults(run=_allocate)


def _add_reconcile(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Compare published amounts in whole kronor with an allocation. The file is CSV UTF-8 "
        "with the header pot;code;kr and a row per amount; a row without a code has the printed "
        "total. The exit code is 1 when any amount is different."
    )
    parser.add_argument("id", metavar="ID|FILE", help=definitions.GIVEN)
    parser.add_argument("file", metavar="FILE", type=Path)
    _add_choices(parser, required=True)
    parser.set_defaults(run=_reconcile)


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Tell how one recipient's amount in one pot came about. Without --population, what "
        "is not chosen is as in the agreement's bundled example."
    )
    parser.add_argument("id", metavar="ID|FILE", help=definitions.GIVEN)
    parser.add_argument("pot", metavar="POT")
    parser.add_argument("code", metavar="CODE", help="a recipient's code, such as 09")
    _add_choices(parser, required=False)
    parser.set_defaults(run=_explain)


def _add_receipt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID|FILE", help=definitions.GIVEN)
    _add_choices(parser, required=True)
    parser.add_argument(
        "--without-figures",
        action="store_true",
        help="leave out the population's figures; whoever verifies it has to have them",
    )
    parser.set_defaults(run=_receipt)


def _add_choices(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--population", metavar="ID", required=required)
    parser.add_argument(
        "--reading",
        metavar="POT=NAME",
        action="append",
        default=[],
        type=_reading,
        help="choose a reading of an ambiguous place",
    )
    parser.add_argument(
        "--reference-date",
        metavar="YYYY-MM-DD",
        type=_date,
        help="use figures of another day than the agreement asks for, on purpose",
    )


def _sayer(locale: str) -> Say:
    # These need Babel, which nothing else does.
    from fordelning.text import describe
    from fordelning.text.formatting import as_locale

    try:
        as_locale(locale)
    except FordelningError as error:
        raise argparse.ArgumentTypeError(str(error.sentences()[0])) from None
    return partial(describe, locale=locale)


def _reading(text: str) -> tuple[str, str]:
    place, equals, name = text.partition("=")
    if not (place and equals and name):
        raise argparse.ArgumentTypeError(f"{text!r} is not POT=NAME")
    return place, name


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2020-12-31") from None


def _demonstrate(_: argparse.Namespace) -> None:
    example = catalogue.example(_SHOWN)
    report.overview(
        _allocated(_SHOWN, example.population, dict(example.readings), example.reference_date),
        example.population,
    )
    print(f"\nHow one amount came about: python -m fordelning explain {_SHOWN} lan-samverkan 09")


def _list(_: argparse.Namespace) -> None:
    agreements = [
        [name, report.summary(catalogue.agreement(name))] for name in catalogue.agreements()
    ]
    populations = [
        [name, report.tables(catalogue.population(name))] for name in catalogue.populations()
    ]
    print(show.text(["agreement", ""], agreements, right=()))
    print()
    print(show.text(["population", ""], populations, right=()))


def _show(options: argparse.Namespace) -> None:
    known = (*catalogue.agreements(), *catalogue.populations())
    if options.id in catalogue.populations():
        report.figures(options.id)
    elif options.id in known or definitions.is_file(options.id):
        report.definition(printable(definitions.agreement(options.id)), options.say)
    else:
        raise UnknownIdError(
            "catalogue.unknown",
            kind=Phrase("agreement or population"),
            id=options.id,
            near=nearest(options.id, known),
            known=known,
        )


def _check(options: argparse.Namespace) -> int:
    agreement = definitions.read(options.file)
    report.definition(printable(agreement), options.say)
    return _PROBLEMS if agreement.problems() else 0


def _readings(options: argparse.Namespace) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for place, name in options.reading:
        if chosen.setdefault(place, name) != name:
            raise ReadingError("reading.twice", ambiguity=place, readings=(chosen[place], name))
    return chosen


def _allocate(options: argparse.Namespace) -> None:
    allocation = _allocated(
        options.id, options.population, _readings(options), options.reference_date
    )
    if options.xlsx or options.html:
        _write(allocation, options)
    elif options.csv:
        report.as_csv(allocation, options.pot)
    elif options.pot:
        report.one_pot(printable(allocation), printable(options.pot))
    else:
        report.overview(printable(allocation), options.population)


def _write(allocation: Allocation, options: argparse.Namespace) -> None:
    from fordelning.writers import excel, html  # few need them

    for file, write in ((options.xlsx, excel.write), (options.html, html.write)):
        if file:
            write(allocation, file, options.language)
            print(f"{file} is written")


def _reconcile(options: argparse.Namespace) -> int:
    allocation = _allocated(
        options.id, options.population, _readings(options), options.reference_date
    )
    found = reconcile(allocation, published.read(options.file))
    report.heading(printable(allocation), options.population)
    print("Computed amounts are rounded to the unit of the published table, whole kronor.")
    for each in found:
        print(f"\n{printable(each)}")
    return _DIFFERENT if any(each.of(Kind.DIFFERENT) for each in found) else 0


def _receipt(options: argparse.Namespace) -> None:
    allocation = _allocated(
        options.id, options.population, _readings(options), options.reference_date
    )
    print(issue(allocation, figures=not options.without_figures).to_json(), end="")


def _explain(options: argparse.Namespace) -> None:
    readings = _readings(options)
    if options.population:
        allocation = _allocated(options.id, options.population, readings, options.reference_date)
        print(options.say(printable(allocation.explain(options.pot, options.code))))
        return
    if definitions.is_file(options.id):
        raise UnknownIdError("catalogue.no_example", id=options.id)
    example = catalogue.example(options.id)
    allocation = _allocated(
        options.id,
        example.population,
        {**dict(example.readings), **readings},
        options.reference_date or example.reference_date,
    )
    print(options.say(printable(allocation.explain(options.pot, options.code))))
    print()
    as_example = Sentence(
        "What you did not choose is as in the bundled example: --population, --reading and "
        "--reference-date change it."
    )
    print(options.say(as_example))


def _allocated(
    id: str, population: str, readings: Mapping[str, str], reference_date: date | None
) -> Allocation:
    return allocate(
        definitions.agreement(id),
        catalogue.population(population),
        readings=readings,
        reference_date=reference_date,
    )
