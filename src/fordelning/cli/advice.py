"""Errors as somebody at a command line can act on them: options in the place of Python.

Never here: which errors there are, or when a command fails.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from fordelning import catalogue
from fordelning.agreement import Ambiguity
from fordelning.errors import FordelningError
from fordelning.register import Recipient
from fordelning.sentences import Sentence

__all__ = ["worded"]

_OPEN = "reading.open"
# What to do about an error on the command line, where it is another thing than in Python.
_OPTIONS = {
    "reading.unchosen": "choose one: --reading {ambiguity}=NAME",
    "reading.unknown": "choose one: --reading {ambiguity}=NAME, where NAME is one of {readings}",
    _OPEN: "give a reading of your own, which needs Python: see the line at the end",
    "date.missing": "use another day on purpose: --reference-date {held}",
    "date.several": "name the day: --reference-date YYYY-MM-DD, one of {held}",
    "date.none": "choose a population that has figures at that level: --population ID",
    "published.unit": "write the amounts in whole kronor, as they were published",
    "catalogue.no_example": "choose yourself: --population ID, --reading POT=NAME and "
    "--reference-date YYYY-MM-DD",
}


def worded(error: FordelningError, options: argparse.Namespace) -> str:
    """Word an error for somebody at a command line."""
    said = _worded(error)
    if any(each.code == _OPEN for each in _within(error)):
        return f"{said}\n{_in_python(options)}"
    return said


def _within(error: FordelningError) -> Iterator[FordelningError]:
    yield error
    for each in error.values.get("problems", ()):
        yield from _within(each)


def _worded(error: FordelningError) -> str:
    several = error.values.get("problems", ())
    if any(each.code in _OPTIONS for each in several):
        return "\n".join(map(_worded, several))
    if error.code not in _OPTIONS:
        return str(error)
    what, cause, _ = error.sentences()
    where = "".join(f"{place}: " for place in error.place)
    remedy = Sentence(_OPTIONS[error.code], error.values)
    return f"{where}{what}\n  likely cause: {cause}\n  what to do: {remedy}"


def _in_python(options: argparse.Namespace) -> str:
    """Return a line that runs, with a reading of one's own for each place that is open."""
    agreement = catalogue.agreement(options.id)
    chosen = dict(options.reading)
    readings = ", ".join(
        f"'{place.id}': {_reading(place, chosen.get(place.id))}"
        for place in agreement.ambiguities()
    )
    day = options.reference_date or (
        agreement.reference_date and catalogue.population(options.population).dates()[-1]
    )
    on = f", reference_date=date({day.year}, {day.month}, {day.day})" if day else ""
    return (
        "A line that runs, for you to put your own keys where it says PerCapita():\n"
        'python -c "from datetime import date; from fordelning import *; '
        "from fordelning.catalogue import agreement, population; "
        f"print(allocate(agreement('{options.id}'), population('{options.population}'), "
        f'readings={{{readings}}}{on}))"'
    )


def _reading(place: Ambiguity, chosen: str | None) -> str:
    if place.readings:
        return f"'{chosen or place.readings[0].name}'"
    if not isinstance(place.to, Recipient):
        return "Reading('mine', key=PerCapita())"
    amount = repr(place.amount).replace('"', "'")
    return f"Reading('mine', pots=[Pot('{place.id}', {amount}, 'region', PerCapita())])"
