"""What the commands print: tables and sentences. Never here: arguments, calculations."""

from __future__ import annotations

from collections.abc import Callable

from fordelning.agreement import Agreement, Ambiguity, Pot
from fordelning.allocation import Allocation, Row, show
from fordelning.cli.printable import printable
from fordelning.errors import BandError
from fordelning.money import Money
from fordelning.population import Population, Table
from fordelning.readers import Findings
from fordelning.register import Level, Recipient, swedish
from fordelning.rounding import Rounding
from fordelning.sentences import plain

__all__ = [
    "definition",
    "figures",
    "found",
    "heading",
    "one_pot",
    "overview",
    "summary",
    "tables",
]

_LEVELS = {"kommun": "its kommuner", "lan": "the län", "region": "its region", "": "others"}


def figures(name: str, population: Population) -> None:
    """Print what tables a population has, and whence."""
    print(printable(name))
    for table in population.tables:
        print()
        print(printable(f"{table}: {len(table.codes)} recipients{_in_all(table)}"))
        for source in table.sources:
            print(f"  source: {printable(str(source))}")


def _in_all(table: Table) -> str:
    """Tell how many a table counts in all, if it says."""
    # The source adds noise to perturbed figures, so that they must not be added up.
    if table.perturbed:
        return ""
    try:
        return f", {plain(sum(table.column(None).values()))} in all"
    except BandError:
        return ""  # only some ages are there


def found(name: str, findings: Findings) -> None:
    """Print what a file of figures has, and how it was read."""
    figures(name, findings.population)
    about = findings.cube.about
    told = (
        ("updated", [about.updated] if about.updated else []),
        ("ages", findings.covers),
        ("named", findings.matches),
        ("left out", findings.aside),
        ("note", about.notes),
    )
    for heading, lines in told:
        if lines:
            print()
        for line in lines:
            print(f"{heading}: {printable(str(line))}")


def summary(agreement: Agreement) -> str:
    """Return an agreement's title, and whether only Python can give what it needs."""
    if all(place.readings for place in agreement.ambiguities()):
        return agreement.title
    return f"{agreement.title} (needs a reading of your own, in Python)"


def definition(agreement: Agreement, say: Callable[[object], str] = str) -> None:
    """Print an agreement: its pots, keys, readings, sums and sources, and its problems."""
    print(f"{agreement.title} ({agreement.id}): {agreement.total}")
    print(f"figures of: {agreement.reference_date or 'any day, since the definition names none'}")
    print(f"rounding: {_rule(agreement.rounding)}")
    if agreement.note:
        print(f"note: {agreement.note}")
    for source in agreement.sources:
        print(f"source: {source}")
    for declared in agreement.declared:
        print(f"declared: {declared.name}, {declared.amount}, over {', '.join(declared.pots)}")
    for each in agreement.pots:
        print()
        if isinstance(each, Pot):
            _show_pot(each)
        else:
            _show_ambiguity(each)
    problems = agreement.problems()
    print(f"\nProblems: {len(problems)}")
    for problem in problems:
        print(say(problem))


def _show_pot(pot: Pot) -> None:
    print(f"{pot.id}: {pot.amount} to {_whom(pot.to)}{f', {pot.title}' if pot.title else ''}")
    if pot.key is not None:
        print(f"  key: {pot.key}")
    if pot.payee:
        print(f"  paid to: {pot.payee}")
    if pot.rounding:
        print(f"  rounding: {_rule(pot.rounding)}")
    if pot.source:
        print(f"  source: {pot.source}")
    if pot.note:
        print(f"  note: {pot.note}")


def _rule(rounding: Rounding) -> str:
    return f"{rounding.method.value}, to whole multiples of {rounding.unit}"


def _whom(to: str | Recipient) -> str:
    return f"{to.name} ({to.code})" if isinstance(to, Recipient) else to


def _show_ambiguity(ambiguity: Ambiguity) -> None:
    if not ambiguity.readings:
        whom = f" to {_whom(ambiguity.to)}" if ambiguity.to else ""
        title = f", {ambiguity.title}" if ambiguity.title else ""
        source = f"source: {ambiguity.source}" if ambiguity.source else ""
        first = f"{ambiguity.id}: left open, {ambiguity.amount}{whom}{title}"
        print(*filter(None, (first, ambiguity.note, source)), sep="\n  ")
        return
    print(f"{ambiguity.id}: can be read in {len(ambiguity.readings)} ways. {ambiguity.note}")
    for reading in ambiguity.readings:
        print(f"  reading '{reading.name}'{f', {reading.source}' if reading.source else ''}")
        for pot in ambiguity.pots(reading):
            by = f", by {pot.key}" if pot.key else ""
            print(f"    {pot.id}: {pot.amount} to {_whom(pot.to)}{by}")


def one_pot(allocation: Allocation, pot: str) -> None:
    """Print the amounts of one pot, and what of it went to nobody."""
    outcome = allocation.outcome(pot)
    by = f", by {outcome.pot.key}" if outcome.pot.key else ""
    print(f"{allocation.agreement.title}: {pot}, {outcome.pot.amount}{by}\n")
    rows = [*outcome.rows(), *outcome.residual()]
    cells = [[row.code, row.name, str(row.amount)] for row in rows]
    total = Money.total(row.amount for row in rows)
    print(show.text(["code", "name", "amount"], [*cells, ["", "sum", str(total)]], right=(2,)))


def overview(allocation: Allocation, population: str) -> None:
    """Print an allocation: what was used, each pot, each län, and that it adds up."""
    heading(allocation, population)
    print()
    print(_pots(allocation))
    print()
    print(_by_lan(allocation))
    print(f"\nGrand total: {allocation.total}")
    print(_adding_up(allocation))


def heading(allocation: Allocation, population: str) -> None:
    """Print what an allocation rests on: agreement, figures, readings, rounding, notes."""
    agreement = allocation.agreement
    print(f"{agreement.title} ({agreement.id}): {agreement.total}\n")
    if agreement.reference_date is None:
        for level, day in allocation.dates.items():
            print(f"The definition names no date; level '{level}' has figures of {day}.")
    elif allocation.reference_date != agreement.reference_date:
        print(
            f"The agreement asks for figures of {agreement.reference_date}; "
            f"those of {allocation.reference_date} were used instead."
        )
    print(printable(f"Population: {population}, {tables(allocation.population)}"))
    for choice in allocation.readings:
        print(f"Read {choice}")
    print(f"Rounding: {_rule(agreement.rounding)}")
    pots = [outcome.pot for outcome in allocation.outcomes]
    for pot in pots:
        if pot.rounding:
            print(f"Rounding of {pot.id}: {_rule(pot.rounding)}")
    if agreement.note:
        print(f"Note: {agreement.note}")
    for pot in pots:
        if pot.note:
            print(f"Note on {pot.id}: {pot.note}")


def tables(population: Population) -> str:
    """Return the tables of a population in one line."""
    return "; ".join(map(str, population.tables))


def _pots(allocation: Allocation) -> str:
    rows = [
        [
            each.pot.id,
            str(each.pot.amount),
            str(Money.total(each.amounts.values())),
            str(len(each.codes)),
            f"by {each.pot.key}" if each.pot.key else f"all to {each.codes[0]}",
        ]
        for each in allocation.outcomes
    ]
    header = ["pot", "amount", "sum of amounts", "recipients", "key"]
    return show.text(header, rows, right=(1, 2, 3))


def _by_lan(allocation: Allocation) -> str:
    """Return what went to each län, by the level that it went to, and what went elsewhere."""
    sums: dict[str, dict[str, Money]] = {}
    names: dict[str, str] = {}
    levels: dict[str, Money] = {}
    for outcome in allocation.outcomes:
        for row in outcome.rows():
            code = outcome.lan(row.code) or row.code
            names.setdefault(code, row.name)
            _add(sums.setdefault(code, {}), row)
    names |= _lan_names(allocation)
    nobody: dict[str, Money] = {}
    for row in allocation.residuals:
        _add(nobody, row)
    for row in allocation.rows():
        _add(levels, row)
    lines = [(code, name, sums.get(code, {})) for code, name in sorted(names.items())]
    lines += [("", "to nobody", nobody)] if nobody else []
    rows = [
        [
            code,
            name,
            *(str(by_level.get(level, "")) for level in levels),
            str(Money.total(by_level.values())),
        ]
        for code, name, by_level in (*lines, ("", "sum", levels))
    ]
    header = ["code", "län", *(_LEVELS.get(level, level) for level in levels), "sum"]
    return show.text(header, rows, right=range(2, len(header)))


def _add(sums: dict[str, Money], row: Row) -> None:
    sums[row.level] = sums.get(row.level, Money(0)) + row.amount


def _lan_names(allocation: Allocation) -> dict[str, str]:
    on = allocation.outcomes[0].scope.date
    if on is None:
        return {}
    division = swedish().at(on)
    return {code: division.name(Level.LAN, code) for code in division.codes(Level.LAN)}


def _adding_up(allocation: Allocation) -> str:
    sound = sum(
        Money.total((*each.amounts.values(), *(row.amount for row in each.residual())))
        == each.pot.stated
        for each in allocation.outcomes
    )
    left = "".join(
        f"\nGiven to nobody in {row.pot}: {row.amount} ({row.name})" for row in allocation.residuals
    )
    return f"Every pot adds up to its amount: {sound} of {len(allocation.outcomes)}.{left}"
