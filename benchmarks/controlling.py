"""Controlled rounding: the solver against two others, and against the whole of `controlled`."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from itertools import count
from random import Random

from attrs import frozen

from benchmarks.measure import Line, in_turns, ratio
from fordelning.tables import controlled, flow

__all__ = ["solvers"]

_ROWS, _COLUMNS, _UNIT = 290, 20, 100_000


@frozen
class _Case:
    """Hold a table and its flow problem, in which ties are not decided."""

    cells: list[list[int]]
    problem: flow.Network

    def table(self) -> dict[str, dict[str, int]]:
        return {
            f"{row:04}": {f"{column:02}": figure for column, figure in enumerate(figures)}
            for row, figures in enumerate(self.cells)
        }

    def costs(self) -> int:
        """Return what the tables that are as close as can be cost."""
        return sum(arc.cost for arc in _networkx(self.problem))


def _case(seed: int) -> _Case:
    """Return öre by rows of lognormal size, to be printed in whole tkr."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    sizes = [int(random.lognormvariate(9.7, 1)) for _ in range(_ROWS)]
    cells = [[size * random.randint(500, 1500) for _ in range(_COLUMNS)] for size in sizes]
    decided = flow.network(cells, _UNIT)
    arcs = [
        flow.Arc(
            arc.row,
            arc.column,
            _UNIT - 2 * (cells[arc.row][arc.column] % _UNIT)
            if arc.row < _ROWS and arc.column < _COLUMNS
            else 0,
        )
        for arc in decided.arcs
    ]
    return _Case(cells, flow.Network(tuple(arcs), decided.rows, decided.columns))


def _networkx(problem: flow.Network) -> frozenset[flow.Arc]:
    return flow.found(flow.solver(), problem)


def _ortools(problem: flow.Network) -> frozenset[flow.Arc]:
    from ortools.graph.python import min_cost_flow

    solver, height = min_cost_flow.SimpleMinCostFlow(), len(problem.rows)
    for arc in problem.arcs:
        solver.add_arc_with_capacity_and_unit_cost(arc.row, height + arc.column, 1, arc.cost)
    for row, need in enumerate(problem.rows):
        solver.set_node_supply(row, need)
    for column, need in enumerate(problem.columns, start=height):
        solver.set_node_supply(column, -need)
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("OR-Tools found no flow")
    return frozenset(arc for place, arc in enumerate(problem.arcs) if solver.flow(place))


def _scipy(problem: flow.Network) -> frozenset[flow.Arc]:
    from scipy.optimize import linprog
    from scipy.sparse import csc_array

    arcs, height = problem.arcs, len(problem.rows)
    ends = [end for arc in arcs for end in (arc.row, height + arc.column)]
    needs = [*problem.rows, *problem.columns]
    sums = csc_array(
        ([1.0] * len(ends), ends, list(range(0, len(ends) + 1, 2))), shape=(len(needs), len(arcs))
    )
    costs = [arc.cost / _UNIT for arc in arcs]
    found = linprog(costs, A_eq=sums, b_eq=needs, bounds=(0, 1), method="highs-ds")
    return frozenset(arc for share, arc in zip(found.x, arcs, strict=True) if round(share))


_OTHERS: dict[str, Callable[[flow.Network], frozenset[flow.Arc]]] = {
    "ortools": _ortools,
    "scipy": _scipy,
}


def _on_its_problem(solve: Callable[[flow.Network], object]) -> Callable[[_Case], object]:
    return lambda case: solve(case.problem)


def solvers() -> list[Line]:
    """Compare the whole of `controlled` with its flow, and the flow with that of others."""
    seeds = count(1)
    others = {name: solve for name, solve in _OTHERS.items() if find_spec(name)}
    for name, solve in others.items():
        case = _case(0)
        if sum(arc.cost for arc in solve(case.problem)) != case.costs():
            raise ArithmeticError(f"{name} does not find the closest table")
    contestants: dict[str, Callable[[_Case], object]] = {
        "controlled": lambda case: controlled(case.table(), _UNIT),
        "networkx": _on_its_problem(_networkx),
    }
    for name, solve in others.items():
        contestants[name] = _on_its_problem(solve)
    times = in_turns(
        contestants, lambda calls: [_case(next(seeds)) for _ in range(calls)], blocks=11, calls=1
    )
    found = [ratio("controlled 290 x 20 / its flow", times["controlled"], times["networkx"])]
    return found + [
        ratio(f"flow of 290 x 20: networkx / {name}", times["networkx"], times[name])
        for name in others
    ]
