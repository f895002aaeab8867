"""The commands and their arguments: each asks the library and has its answer printed.

Never here: a calculation, or what an answer looks like.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from fordelning import catalogue
from fordelning.allocation import show
from fordelning.cli import amounts, compare, definitions, populations, report
from fordelning.cli.advice import Say, worded
from fordelning.cli.printable import printable
from fordelning.errors import FordelningError, InputValueError, UnknownIdError, nearest
from fordelning.sentences import Phrase

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
        code: int = options.run(options) or 0
        sys.stdout.flush()
    except FordelningError as error:
        return _refuse(error, options)
    except BrokenPipeError:
        # Whoever read the output, such as `head`, has seen enough.
        _leave_output()
        return 0
    except OSError as error:
        return _refuse(_unused(error), options)
    return code


def _refuse(error: FordelningError, options: argparse.Namespace) -> int:
    print(f"fordelning: {worded(printable(error), options, options.say)}", file=sys.stderr)
    return _WRONG


def _unused(error: OSError) -> FordelningError:
    """Return an error of the system in words of this library's."""
    reason = error.strerror or str(error)
    if error.filename is None:
        _leave_output()
        return InputValueError("output.unwritable", reason=reason)
    return InputValueError("file.unreadable", path=str(error.filename), reason=reason)


def _leave_output() -> None:
    """See that nothing more is written to standard output, not even what waits to be."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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

    for name, (add, told) in _COMMANDS.items():
        add(commands.add_parser(name, help=told))
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


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.description = "List what is bundled: the ids of agreements and of populations."
    parser.set_defaults(run=_list)


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Tell what an agreement says: its pots and keys, readings, sums and sources. "
        "Or what figures a bundled population has, and whence."
    )
    parser.add_argument(
        "id", metavar="ID|FILE", help=f"{definitions.GIVEN}; or a bundled population"
    )
    parser.set_defaults(run=_show)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Tell what the agreement of a document says, and all that is wrong with it. "
        "The exit code is 1 when it can be read and its definition has problems."
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.set_defaults(run=_check)


def _add_figures(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read a file of figures as `allocate` does, and tell what stands in it: of which days, "
        "which age classes are read, which names were taken for whom, and what was left out."
    )
    parser.add_argument("file", metavar="FILE", help="CSV, xlsx, px or json-stat2")
    populations.add_file_options(parser)
    parser.set_defaults(run=_figures)


def _sayer(locale: str) -> Say:
    # These need Babel, which nothing else does.
    from fordelning.text import describe
    from fordelning.text.formatting import as_locale

    try:
        as_locale(locale)
    except FordelningError as error:
        raise argparse.ArgumentTypeError(str(error.sentences()[0])) from None
    return partial(describe, locale=locale)


def _demonstrate(_: argparse.Namespace) -> None:
    example = catalogue.example(_SHOWN)
    population = catalogue.population(example.population)
    report.overview(
        amounts.allocated(_SHOWN, population, dict(example.readings), example.reference_date),
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
        report.figures(options.id, catalogue.population(options.id))
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


def _figures(options: argparse.Namespace) -> None:
    report.found(options.file, populations.examined(options.file, options))


_COMMANDS = {
    "list": (_add_list, "list bundled agreements and populations"),
    "show": (_add_show, "show an agreement or a population"),
    "check": (_add_check, "read an agreement from a TOML or JSON file"),
    "figures": (_add_figures, "read a file of figures, and tell of it"),
    "allocate": (amounts.add_allocate, "distribute an agreement's money"),
    "reconcile": (amounts.add_reconcile, "compare a published table, cell by cell"),
    "explain": (amounts.add_explain, "tell how an amount came about"),
    "diff": (compare.add_diff, "tell what differs in two definitions"),
    "receipt": (amounts.add_receipt, "issue a receipt of an allocation, as JSON"),
    "verify": (compare.add_verify, "compute a receipt again"),
}
