"""Errors as somebody at a command line can act on them: options in the place of Python.

Never here: which errors there are, or when a command fails.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import TypeAlias, cast

from attrs import evolve

from fordelning.agreement import Ambiguity
from fordelning.cli import definitions, populations
from fordelning.errors import FordelningError, account
from fordelning.register import Recipient
from fordelning.sentences import Sentence

__all__ = ["Say", "worded"]

Say: TypeAlias = Callable[[object], str]

_OPEN = "reading.open"
# What a shell takes for its own between double quotes.
_SHELL = frozenset('"$`\\!')
_NEAR = 3
_WITHOUT_FIGURES = Sentence("issue it without figures, and keep the population: --without-figures")
# What to do about an error on the command line, where it is another thing than in Python.
_OPTIONS = {
    "reading.unchosen": Sentence("choose one: --reading {ambiguity}=NAME"),
    "reading.unknown": Sentence(
        "choose one: --reading {ambiguity}=NAME, where NAME is one of {readings}"
    ),
    _OPEN: Sentence("give a reading of your own, which needs Python: see the line at the end"),
    "date.missing": Sentence("use another day on purpose: --reference-date {held}"),
    "date.several": Sentence("name the day: --reference-date YYYY-MM-DD, one of {held}"),
    "date.none": Sentence("choose a population that has figures at that level"),
    "figure.no_table": Sentence("give figures that have it: a file, or other bundled figures"),
    "figure.perturbed": Sentence(
        "give SCB's own figures per län: a file of them, or other bundled figures"
    ),
    "published.unit": Sentence("write the amounts in whole kronor, as they were published"),
    "reader.no_figures": Sentence("name the column: --column value=NAME"),
    "reader.not_figures": Sentence(
        "mend the column: only spaces may stand between thousands; or name another: "
        "--column value=NAME"
    ),
    "reader.not_everyone": Sentence(
        "say what it counts: --indicator NAME; if it is everyone all the same: "
        "--indicator folkmängd"
    ),
    "reader.total": Sentence(
        "see these cells in the file; read the parts or the total alone: --where {variable}=VALUE"
    ),
    "reader.two": Sentence("say which: --column {kind}=NAME"),
    "reader.no_region": Sentence("name it: --column region=NAME"),
    "reader.columns": Sentence("write --column KIND=NAME, where KIND is one of {known}"),
    "reader.contents": Sentence(
        "choose one: --where {variable}=VALUE; and say what it counts: --indicator NAME, or "
        "--indicator folkmängd if it is everyone"
    ),
    "reader.other": Sentence(
        "choose: --where {variable}=VALUE, once for each; '*' adds up all that stands there"
    ),
    "reader.sexes": Sentence("choose: --where {variable}=VALUE, once for each"),
    "reader.ages": Sentence("leave them out on purpose: --where {variable}=VALUE, once for each"),
    "reader.overlap": Sentence(
        "name the bands that the agreement asks for: --ages 0-25; each is then made of the "
        "fewest cells"
    ),
    "reader.no_date": Sentence(
        "see the table's note in Statistikdatabasen, and say --figures-date YYYY-MM-DD"
    ),
    "reader.no_time": Sentence("say it: --figures-date YYYY-MM-DD"),
    "reader.level": Sentence("say which: --level lan or --level kommun"),
    "reader.names": Sentence("download it with codes, or, if each of these is right, say --names"),
    "reader.unknown": Sentence("use the table of that day, or a level of your own: --level NAME"),
    "reader.no_source": Sentence("say it: --source TEXT"),
    "reader.option": Sentence("see the options of the command: --help"),
    "reader.unit": Sentence(
        "choose the table or contents in numbers of people; of something else, say what it is: "
        "--indicator NAME"
    ),
    "reader.zeros": Sentence(
        "in Excel, import the column as text; or download the table again, as json-stat2"
    ),
    "catalogue.no_example": Sentence(
        "choose yourself: --population ID, --reading POT=NAME and --reference-date YYYY-MM-DD"
    ),
    "catalogue.unknown": Sentence("use one such as {known}; all of them: fordelning list"),
    "receipt.no_figures": Sentence(
        "give the figures: --population ID, or --population FILE with the options that it was "
        "read with"
    ),
    "receipt.too_long": _WITHOUT_FIGURES,
    "receipt.unkept": _WITHOUT_FIGURES,
}
_OTHER_FIGURES = Sentence(
    "give the figures that the receipt is of, by --population; or take the receipt again from "
    "where it is kept"
)
_OTHER_RECEIPT = Sentence("take the receipt again from where it is kept, or ask who issued it")
# What a receipt is of was chosen when it was issued, so that `verify` has no options for it.
_CHOSEN = {
    **_OPTIONS,
    **dict.fromkeys(("reading.unchosen", "reading.unknown", _OPEN), _OTHER_RECEIPT),
    **dict.fromkeys(
        ("date.missing", "date.several", "date.none", "figure.no_table", "figure.perturbed"),
        _OTHER_FIGURES,
    ),
}


def worded(error: FordelningError, options: argparse.Namespace, say: Say) -> str:
    """Word an error for somebody at a command line."""
    if "reading" not in options:
        return _worded(error, say, _CHOSEN)
    said = _worded(error, say, _OPTIONS)
    if any(each.code == _OPEN for each in _within(error)):
        here = Sentence("A line that runs, for you to put your own keys where it says PerCapita():")
        return f"{said}\n{say(here)}\n{_in_python(options)}"
    return said


def _within(error: FordelningError) -> Iterator[FordelningError]:
    yield error
    for each in error.values.get("problems", ()):
        yield from _within(each)


def _worded(error: FordelningError, say: Say, remedies: Mapping[str, Sentence]) -> str:
    several = error.values.get("problems", ())
    if any(each.code in remedies for each in several):
        return "\n".join(_worded(_placed(each, error.place), say, remedies) for each in several)
    if error.code not in remedies:
        return say(error)
    what, cause, _ = error.sentences()
    values = {name: _as_option(value) for name, value in error.values.items()}
    if error.code == "catalogue.unknown":
        values["known"] = tuple(get_close_matches(error.id, error.known, n=_NEAR, cutoff=0))
    return account(error.place, (what, cause, evolve(remedies[error.code], values=values)), say)


def _placed(error: FordelningError, places: Iterable[str]) -> FordelningError:
    """Return an error with the place of the list that it stood in."""
    for place in reversed(tuple(places)):
        error = error.within(place)
    return error


def _as_option(value: object) -> object:
    """Return days as options are given them, and anything else as it is."""
    if isinstance(value, tuple):
        return tuple(map(_as_option, cast("tuple[object, ...]", value)))
    return value.isoformat() if isinstance(value, date) else value


def _in_python(options: argparse.Namespace) -> str:
    """Return a line that runs, with a reading of one's own for each place that is open."""
    agreement = definitions.agreement(options.id)
    chosen = dict(options.reading)
    readings = ", ".join(
        f"{place.id!r}: {_reading(place, chosen.get(place.id))}"
        for place in agreement.ambiguities()
    )
    day = options.reference_date or (
        agreement.reference_date and populations.population(options.population, options).dates()[-1]
    )
    on = f", reference_date=date({day.year}, {day.month}, {day.day})" if day else ""
    where = "cli.definitions" if definitions.is_file(options.id) else "catalogue"
    imported, population = populations.in_python(options.population, options)
    line = (
        "from datetime import date; from fordelning import *; "
        f"from fordelning.{where} import agreement; {imported}; "
        f"print(allocate(agreement({options.id!r}), {population}, "
        f"readings={{{readings}}}{on}))"
    )
    # A document may come from anybody, and this line is for a shell.
    return f"python -c {shlex.quote(line)}" if _SHELL & set(line) else f'python -c "{line}"'


def _reading(place: Ambiguity, chosen: str | None) -> str:
    if place.readings:
        return repr(chosen or place.readings[0].name)
    if not isinstance(place.to, Recipient):
        return "Reading('mine', key=PerCapita())"
    amount = repr(place.amount).replace('"', "'")
    return f"Reading('mine', pots=[Pot({place.id!r}, {amount}, 'region', PerCapita())])"
