"""What the commands print: tables and sentences. Never here: arguments, calculations."""

from __future__ import annotations

import csv
import sys

from fordelning import catalogue
from fordelning.agreement import Agreement, Ambiguity, Pot
from fordelning.allocation import Allocation, show
from fordelning.money import Money
from fordelning.population import Population
from fordelning.register import Level, Recipient, swedish
from fordelning.sentences import plain

__all__ = ["as_csv", "definition", "figures", "one_pot", "overview", "tables"]

_LEVELS = {"kommun": "its kommuner", "lan": "the län", "region": "its region", "": "others"}


def figures(name: str) -> None:
    """Print what tables a bundled population has, and whence."""
    print(name)
    for table in catalogue.population(name).tables:
        # The source adds noise to perturbed figures, so that they must not be added up.
        total = "" if table.perturbed else f", {plain(sum(table.column(None).values()))} in all"
        print(f"\n{table}: {len(table.codes)} recipients{total}")
        for source in table.sources:
            print(f"  source: {source}")


def definition(agreement: Agreement) -> None:
    """Print an agreement: its pots, keys, readings, sums and sources."""
    print(f"{agreement.title} ({agreement.id}): {agreement.total}")
    print(f"figures of: {agreement.reference_date or 'any day, since the text names none'}")
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
        print(problem)


def _show_pot(pot: Pot) -> None:
    print(f"{pot.id}: {pot.amount} to {_whom(pot.to)}{f', {pot.title}' if pot.title else ''}")
    if pot.key is not None:
        print(f"  key: {pot.key}")
    if pot.payee:
        print(f"  paid to: {pot.payee}")
    if pot.source:
        print(f"  source: {pot.source}")


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


def as_csv(allocation: Allocation, pot: str | None) -> None:
    """Print a row per pot and recipient, with öre as whole numbers."""
    if pot is not None:
        allocation.outcome(pot)
    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(["pot", "level", "code", "name", "ore"])
    for row in allocation.rows():
        if pot in (None, row.pot):
            writer.writerow([row.pot, row.level, row.code, row.name, row.amount.ore])


def one_pot(allocation: Allocation, pot: str) -> None:
    """Print the amounts of one pot."""
    outcome = allocation.outcome(pot)
    print(f"{allocation.agreement.title}: {pot}, {outcome.pot.amount}, by {outcome.pot.key}\n")
    rows = [[row.code, row.name, str(row.amount)] for row in outcome.rows()]
    total = Money.total(outcome.rounded.amounts.values())
    print(show.text(["code", "name", "amount"], [*rows, ["", "sum", str(total)]], right=(2,)))


def overview(allocation: Allocation, population: str) -> None:
    """Print an allocation: what was used, each pot, each län, and that it adds up."""
    agreement = allocation.agreement
    print(f"{agreement.title} ({agreement.id}): {agreement.total}\n")
    if agreement.reference_date is None:
        for level, day in allocation.dates.items():
            print(f"The agreement names no date; level '{level}' has figures of {day}.")
    elif allocation.reference_date != agreement.reference_date:
        print(
            f"The agreement asks for figures of {agreement.reference_date}; "
            f"those of {allocation.reference_date} were used instead."
        )
    print(f"Population: {population}, {tables(allocation.population)}")
    for choice in allocation.readings:
        print(f"Read {choice}")
    rule = agreement.rounding
    print(f"Rounding: {rule.method.value}, to whole multiples of {rule.unit}\n")
    print(_pots(allocation))
    print()
    print(_by_lan(allocation))
    print(f"\nGrand total: {allocation.total}")
    print(_adding_up(allocation))


def tables(population: Population) -> str:
    """Return the tables of a population in one line."""
    return "; ".join(map(str, population.tables))


def _pots(allocation: Allocation) -> str:
    rows = [
        [
            each.pot.id,
            str(each.pot.amount),
            str(Money.total(each.rounded.amounts.values())),
            str(len(each.rounded.codes)),
            f"by {each.pot.key}" if each.pot.key else f"all to {each.rounded.codes[0]}",
        ]
        for each in allocation.outcomes
    ]
    header = ["pot", "amount", "sum of amounts", "recipients", "key"]
    return show.text(header, rows, right=(1, 2, 3))


def _by_lan(allocation: Allocation) -> str:
    """Return what went to each län, by the level that it went to, and what went elsewhere."""
    sums: dict[tuple[str, str], Money] = {}
    names: dict[str, str] = {}
    for outcome in allocation.outcomes:
        for row in outcome.rows():
            code = outcome.lan(row.code) or row.code
            place = code, row.level
            sums[place] = sums.get(place, Money(0)) + row.amount
            names.setdefault(code, row.name)
    names |= _lan_names(allocation)
    levels = list(dict.fromkeys(level for _, level in sums))
    rows = [
        [
            code,
            name,
            *(str(sums[code, level]) if (code, level) in sums else "" for level in levels),
            str(Money.total(money for (each, _), money in sums.items() if each == code)),
        ]
        for code, name in sorted(names.items())
    ]
    columns = [
        Money.total(money for (_, each), money in sums.items() if each == level) for level in levels
    ]
    rows.append(["", "sum", *map(str, columns), str(allocation.total)])
    header = ["code", "län", *(_LEVELS.get(level, level) for level in levels), "sum"]
    return show.text(header, rows, right=range(2, len(header)))


def _lan_names(allocation: Allocation) -> dict[str, str]:
    on = allocation.outcomes[0].scope.date
    if on is None:
        return {}
    division = swedish().at(on)
    return {code: division.name(Level.LAN, code) for code in division.codes(Level.LAN)}


def _adding_up(allocation: Allocation) -> str:
    sound = sum(
        Money.total(each.rounded.amounts.values()) + each.rounded.residual == each.pot.amount
        for each in allocation.outcomes
    )
    left = "".join(
        f"\nLeft over by rounding in {row.pot}: {row.amount} ({row.name})"
        for row in allocation.residuals
    )
    return f"Every pot adds up to its amount: {sound} of {len(allocation.outcomes)}.{left}"
