"""The flow behind a controlled table: who goes up, found by a solver and then proved.

The table gets a border of its totals with their signs turned, so that every row and every
column adds up to zero. All entries are rounded down; in each row and column so many must
then go up by one as were lost there. Which ones is a minimum-cost flow of whole numbers
from rows to columns, each entry an arc that carries at most one. It is always feasible,
for the remainders themselves are a flow (Cox and Ernst 1982).

Whole numbers of any size only. Never here: money, codes, fractions.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Any

from attrs import frozen

from fordelning.errors import CertificateError, MissingExtraError

__all__ = ["Arc", "Network", "found", "network", "proved", "rounded", "solver"]


@frozen
class Arc:
    """Hold an entry that is no whole unit, and what it costs to round it up."""

    row: int
    column: int
    cost: int


@frozen
class Network:
    """Hold the entries that may go up, and how many must in each row and each column."""

    arcs: tuple[Arc, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def solver() -> Any:
    """Return the solver's module.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module("networkx")
    except ModuleNotFoundError:
        raise MissingExtraError("tables.no_solver", needs="networkx", extra="tables") from None


def rounded(cells: Sequence[Sequence[int]], unit: int) -> list[list[int]]:
    """Round a table to counts of a unit: floors, and one more where the flow says so.

    Raises:
        MissingExtraError: the solver is not installed.
        CertificateError: its answer does not add up, or is not the closest.
    """
    networkx, problem = solver(), network(cells, unit)
    up = found(networkx, problem)
    if not proved(problem, up):
        raise CertificateError(
            "tables.solver",
            needs="networkx",
            version=str(getattr(networkx, "__version__", "unknown")),
            rows=len(cells),
            columns=len(cells[0]),
        )
    counts = [[cell // unit for cell in row] for row in cells]
    for arc in up:
        if arc.row < len(cells) and arc.column < len(cells[0]):
            counts[arc.row][arc.column] += 1
    return counts


def network(cells: Sequence[Sequence[int]], unit: int) -> Network:
    """Return the flow problem of a table of cells with a border of its totals.

    To go up instead of down adds (unit - r) - r to the distance, r being the remainder; a
    total costs nothing. Equal costs are parted by 2^-1, 2^-2, 2^-3 ... off for the first,
    second, third cell that is no whole unit: less than one in all, so that they decide
    nothing else, and no two tables cost the same.
    """
    bordered = [[*row, -sum(row)] for row in cells]
    bordered.append([-sum(column) for column in zip(*bordered, strict=True)])
    height, width = len(cells), len(cells[0])
    places = [
        (row, column)
        for row in range(height + 1)
        for column in range(width + 1)
        if bordered[row][column] % unit
    ]
    inner = [(row, column) for row, column in places if row < height and column < width]
    bits = len(inner)
    cost = dict.fromkeys(places, 0)
    for rank, (row, column) in enumerate(inner, start=1):
        farther = unit - 2 * (cells[row][column] % unit)
        cost[row, column] = (farther << bits) - (1 << (bits - rank))
    floors = [[entry // unit for entry in row] for row in bordered]
    return Network(
        tuple(Arc(row, column, cost[row, column]) for row, column in places),
        tuple(-sum(row) for row in floors),
        tuple(-sum(column) for column in zip(*floors, strict=True)),
    )


def found(networkx: Any, problem: Network) -> frozenset[Arc]:
    """Return the entries that go up, as the solver finds them."""
    graph, height = networkx.DiGraph(), len(problem.rows)
    for row, need in enumerate(problem.rows):
        graph.add_node(row, demand=-need)
    for column, need in enumerate(problem.columns, start=height):
        graph.add_node(column, demand=need)
    for arc in problem.arcs:
        graph.add_edge(arc.row, height + arc.column, weight=arc.cost, capacity=1)
    _, flow = networkx.network_simplex(graph)
    return frozenset(arc for arc in problem.arcs if flow[arc.row][height + arc.column])


def proved(problem: Network, up: Collection[Arc]) -> bool:
    """Tell whether these entries going up is right: it adds up, and nothing costs less.

    A flow costs least if and only if no cycle of changes would make it cheaper, an entry
    going up at its cost or back down at minus that. Distances then settle (Bellman and
    Ford) in as many rounds as there are rows and columns, and otherwise never.
    """
    height, chosen = len(problem.rows), set(up)
    sums = [0] * (height + len(problem.columns))
    changes: list[tuple[int, int, int]] = []
    for arc in problem.arcs:
        row, column = arc.row, height + arc.column
        if arc in chosen:
            sums[row] += 1
            sums[column] += 1
            changes.append((column, row, -arc.cost))
        else:
            changes.append((row, column, arc.cost))
    return sums == [*problem.rows, *problem.columns] and _settle(changes, len(sums))


def _settle(changes: Sequence[tuple[int, int, int]], nodes: int) -> bool:
    distances = [0] * nodes
    for _ in range(nodes):
        settled = True
        for start, end, cost in changes:
            if distances[start] + cost < distances[end]:
                distances[end] = distances[start] + cost
                settled = False
        if settled:
            return True
    return False
