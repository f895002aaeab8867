"""Controlled rounding: tables for print that add up in every direction."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor
from types import SimpleNamespace

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fordelning import (
    Agreement,
    Allocation,
    FlatPlusRemainder,
    Level,
    Money,
    Pot,
    allocate,
    catalogue,
    kr,
    mkr,
    tkr,
)
from fordelning.errors import (
    CertificateError,
    InputTypeError,
    InputValueError,
    MissingExtraError,
    UnknownIdError,
)
from fordelning.tables import ControlledTable, by_pot, controlled
from fordelning.tables.flow import network, proved

from .strategies import SETTINGS

Table = Mapping[str, Mapping[str, Fraction]]

cells = st.builds(Fraction, st.integers(-30, 30), st.sampled_from([1, 2, 3, 4, 7]))


@st.composite
def tables(draw: st.DrawFn, most: int = 3) -> Table:
    """Draw a table, some of its cells left out."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    table = {
        f"r{row}": {
            f"c{column}": draw(cells) for column in range(columns) if draw(st.integers(0, 9))
        }
        for row in range(rows)
    }
    table["r0"].setdefault("c0", draw(cells))
    return table


def codes(table: Table) -> tuple[list[str], list[str]]:
    return sorted(table), sorted({column for row in table.values() for column in row})


def figures(table: Table) -> list[list[Fraction]]:
    rows, columns = codes(table)
    return [[Fraction(table[row].get(column, 0)) for column in columns] for row in rows]


def bordered(figures: list[list[Fraction]] | list[list[int]]) -> list[list[Fraction | int]]:
    """Return the figures with their totals, the grand total last."""
    rows = [[*row, sum(row)] for row in figures]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def adjacent(printed: Fraction | int, exactly: Fraction | int, unit: int) -> bool:
    return printed in {
        floor(Fraction(exactly) / unit) * unit,
        ceil(Fraction(exactly) / unit) * unit,
    }


def all_adjacent(printed: list[list[int]], exactly: list[list[Fraction]], unit: int) -> bool:
    return all(
        adjacent(a, b, unit)
        for got, wanted in zip(bordered(printed), bordered(exactly), strict=True)
        for a, b in zip(got, wanted, strict=True)
    )


def every_table(exactly: list[list[Fraction]], unit: int) -> list[list[list[int]]]:
    """List each table of adjacent multiples whose totals are adjacent too, by trying all."""
    width = len(exactly[0])
    choices = [
        sorted({floor(each / unit) * unit, ceil(each / unit) * unit})
        for row in exactly
        for each in row
    ]
    tried = (
        [list(flat[start : start + width]) for start in range(0, len(flat), width)]
        for flat in product(*choices)
    )
    return [each for each in tried if all_adjacent(each, exactly, unit)]


def off(printed: list[list[int]], exactly: list[list[Fraction]]) -> Fraction:
    return sum(
        (
            abs(a - b)
            for got, wanted in zip(printed, exactly, strict=True)
            for a, b in zip(got, wanted, strict=True)
        ),
        Fraction(),
    )


def slowest(exactly: list[list[Fraction]], unit: int) -> list[list[int]]:
    """Return the closest table, of several the one that is first to be larger."""
    found = every_table(exactly, unit)
    return min(found, key=lambda each: (off(each, exactly), [-n for row in each for n in row]))


def whole(table: ControlledTable[int]) -> list[list[int]]:
    return [list(row.values()) for row in table.cells.values()]


THIRDS = {row: dict.fromkeys("xyz", Fraction(1, 3)) for row in "abc"}


@pytest.mark.property
class TestLaws:
    """ "Every cell and every total becomes floor or ceiling of its exact figure in whole units.
    Among the tables that add up so, the sum of |printed - exact| over the cells is least." """

    @SETTINGS
    @given(tables(most=6), st.integers(1, 5))
    def test_it_adds_up_and_every_figure_is_adjacent(self, table, unit):
        result = controlled(table, unit)
        printed, exactly = whole(result), figures(table)
        assert all_adjacent(printed, exactly, unit)
        assert list(result.row_totals.values()) == [sum(row) for row in printed]
        assert list(result.column_totals.values()) == [sum(c) for c in zip(*printed, strict=True)]
        assert result.total == sum(result.row_totals.values())
        assert result.total == sum(result.column_totals.values())
        assert result.distance * unit == off(printed, exactly)
        assert (result.rows, result.columns) == tuple(map(tuple, codes(table)))

    @SETTINGS
    @given(tables(), st.integers(1, 3))
    @example(THIRDS, 1)
    def test_it_is_the_closest_and_the_first_of_several(self, table, unit):
        assert whole(controlled(table, unit)) == slowest(figures(table), unit)

    @SETTINGS
    @given(tables(most=5), st.integers(1, 5))
    def test_rounding_again_changes_nothing(self, table, unit):
        once = controlled(table, unit)
        again = controlled(once.cells, unit)
        assert (again.cells, again.distance) == (once.cells, Fraction(0))

    @SETTINGS
    @given(tables(most=5), st.randoms(use_true_random=False))
    def test_the_order_of_rows_and_columns_does_not_matter(self, table, random):
        def shuffled(mapping):
            items = list(mapping.items())
            random.shuffle(items)
            return dict(items)

        again = shuffled({row: shuffled(columns) for row, columns in table.items()})
        assert controlled(again, 1) == controlled(table, 1)

    @SETTINGS
    @given(tables(most=5))
    def test_the_other_way_up_it_is_as_close(self, table):
        rows, columns = codes(table)
        turned = {c: {r: table[r].get(c, Fraction()) for r in rows} for c in columns}
        assert controlled(turned, 1).distance == controlled(table, 1).distance

    @SETTINGS
    @given(st.lists(st.lists(st.integers(-9, 9), min_size=2, max_size=2), min_size=2, max_size=2))
    @example([[1, 1], [1, 1]])
    def test_what_is_proved_is_the_closest_and_nothing_else_is(self, exactly):
        """A certificate that lets nothing else pass: each set of entries is tried."""
        unit, problem = 3, network(exactly, 3)
        proofs = [
            up
            for chosen in product([False, True], repeat=len(problem.arcs))
            if proved(problem, up := {a for a, c in zip(problem.arcs, chosen, strict=True) if c})
        ]
        assert len(proofs) == 1
        printed = [[each // unit * unit for each in row] for row in exactly]
        for arc in proofs[0]:
            if arc.row < 2 and arc.column < 2:
                printed[arc.row][arc.column] += unit
        assert printed == slowest([[Fraction(each) for each in row] for row in exactly], unit)


class TestByHand:
    def test_thirds(self):
        """Each third alone is nearest to 0, yet every row and column is exactly 1. Three
        cells go up, one in each row and column: 3 · 2/3 + 6 · 1/3 = 4 off. Of the six
        ways, the first cell goes up, then the first that still can."""
        result = controlled(THIRDS, 1)
        assert result.cells == {
            "a": {"x": 1, "y": 0, "z": 0},
            "b": {"x": 0, "y": 1, "z": 0},
            "c": {"x": 0, "y": 0, "z": 1},
        }
        assert result.row_totals == {"a": 1, "b": 1, "c": 1}
        assert result.column_totals == {"x": 1, "y": 1, "z": 1}
        assert (result.total, result.distance) == (3, Fraction(4))

    def test_below_zero(self):
        """-1/2 and 1/2 make 0, which stays; up is towards zero for what is below."""
        result = controlled({"a": {"x": "-0,5", "y": "0,5"}}, 1)
        assert result.cells == {"a": {"x": 0, "y": 0}}
        assert result.distance == 1

    def test_a_multiple_stays_as_it_is_and_a_cell_left_out_is_zero(self):
        """15 and -10 are multiples of 5; 7 is 2 from 5, and 3 is 2 from 5, but both up
        would make a column of 10, which is the exact one."""
        result = controlled({"a": {"x": 15, "y": 7}, "b": {"y": 3, "z": -10}, "c": {}}, 5)
        assert result.cells == {
            "a": {"x": 15, "y": 5, "z": 0},
            "b": {"x": 0, "y": 5, "z": -10},
            "c": {"x": 0, "y": 0, "z": 0},
        }
        assert result.column_totals == {"x": 15, "y": 10, "z": -10}
        assert result.distance == Fraction(4, 5)

    def test_nothing_to_round(self):
        result = controlled({"a": {"x": kr(1000)}}, tkr(1))
        assert (result.total, result.distance) == (tkr(1), Fraction(0))

    def test_figures_with_long_denominators_are_exact(self):
        """A half and a trifle, which no float tells from a half: the cell that is larger
        goes up, though the other comes first."""
        trifle = Fraction(1, 10**300)
        table = {"a": {"x": Fraction(1, 2) - trifle, "y": Fraction(1, 2) + trifle}}
        assert controlled(table, 1).cells == {"a": {"x": 0, "y": 1}}


class TestPrinting:
    @pytest.mark.parametrize(
        ("unit", "said"),
        [
            (mkr(1), ["mkr", "1", "0", "1"]),
            (tkr(100), ["tkr", "1 000", "200", "1 200"]),
            (kr(50), ["kr", "1 000 000", "234 550", "1 234 550"]),
            (Money(1), ["öre", "100 000 000", "23 456 700", "123 456 700"]),
        ],
    )
    def test_is_in_the_largest_unit_that_goes_into_the_tables(self, unit, said):
        """1 000 000 + 234 567 kr; 234 567 is nearer to 200 tkr, and to 234 550 kr."""
        text = str(controlled({"a": {"x": mkr(1), "y": kr(234_567)}}, unit))
        heading, row, total = (line.split("  ") for line in text.splitlines())
        assert heading[0] == said[0]
        for line in (row, total):
            assert [each.strip() for each in line if each.strip()][1:] == said[1:]

    def test_bare_numbers_have_no_unit(self):
        result = controlled({"a": {"x": "1,5"}, "b": {"x": -1200}}, 1)
        assert str(result) == (
            "            x   total\n"
            "a           2       2\n"
            "b      -1 200  -1 200\n"
            "total  -1 198  -1 198"
        )

    def test_a_row_may_be_called_total(self):
        text = str(controlled({"total": {"total": 1}, "a": {"total": 2}}, 1))
        assert [line.split() for line in text.splitlines()] == [
            ["total", "total"],
            ["a", "2", "2"],
            ["total", "1", "1"],
            ["total", "3", "3"],
        ]

    def test_the_repr_is_short(self):
        assert repr(controlled({"a": {"x": kr(1)}}, tkr(1))) == (
            '<ControlledTable of 1 rows and 1 columns, in whole kr("1 000")>'
        )


@pytest.fixture(scope="module")
def agreement_2020() -> Allocation:
    chosen = catalogue.example("psykisk-halsa-2020")
    return allocate(
        catalogue.agreement("psykisk-halsa-2020"),
        catalogue.population(chosen.population),
        readings=dict(chosen.readings),
        reference_date=chosen.reference_date,
    )


class TestAllocations:
    """What is published of an allocation: recipients and pots, in whole tkr."""

    @pytest.mark.parametrize(("level", "rows", "pots"), [("lan", 21, 4), ("kommun", 290, 2)])
    def test_the_agreement_of_2020(self, agreement_2020, level, rows, pots):
        """Its pots are whole mkr, so that column and grand totals stay as they are."""
        matrix = by_pot(agreement_2020, level)
        result = controlled(matrix, tkr(1))
        assert (len(result.rows), len(result.columns)) == (rows, pots)
        self._adds_up(matrix, result)
        assert result.column_totals == {
            pot: agreement_2020.outcome(pot).pot.amount for pot in result.columns
        }

    def test_290_kommuner_and_20_pots(self):
        pots = [
            Pot(f"pot-{n:02}", mkr(7 * n), Level.KOMMUN, FlatPlusRemainder(kr(1234 * n)))
            for n in range(1, 21)
        ]
        agreement = Agreement("stor", "Stor", mkr(7 * 210), pots, date(2020, 12, 31))
        allocation = allocate(agreement, catalogue.population("scb-2020-12-31"))
        matrix = by_pot(allocation, Level.KOMMUN)
        result = controlled(matrix, tkr(1))
        assert (len(result.rows), len(result.columns)) == (290, 20)
        self._adds_up(matrix, result)
        assert result.total == mkr(7 * 210)

    def _adds_up(self, matrix, result):
        exactly = [[matrix[row][column].ore for column in result.columns] for row in result.rows]
        printed = [[each.ore for each in row.values()] for row in result.cells.values()]
        assert all_adjacent(printed, exactly, 100_000)
        assert result.total == Money.total(result.row_totals.values())
        assert result.total == Money.total(result.column_totals.values())

    def test_the_amounts_are_those_of_the_allocation(self, agreement_2020):
        matrix = by_pot(agreement_2020, Level.LAN)
        assert {code: Money.total(row.values()) for code, row in matrix.items()} == (
            agreement_2020.totals(Level.LAN)
        )

    def test_a_level_that_no_pot_goes_to(self, agreement_2020):
        with pytest.raises(UnknownIdError) as caught:
            by_pot(agreement_2020, "skola")
        assert caught.value.code == "level.unknown"


class TestErrors:
    @pytest.mark.parametrize(
        ("matrix", "unit", "kind", "code", "said"),
        [
            (5, 1, InputTypeError, "tables.type", "5 (int) is not a table"),
            ({"a": [1]}, 1, InputTypeError, "tables.type", "[1] (list) is not a table"),
            ({1: {"x": 1}}, 1, InputTypeError, "code.type", "not 1 (int)"),
            ({"a": {1: 1}}, 1, InputTypeError, "code.type", "not 1 (int)"),
            ({}, 1, InputValueError, "tables.empty", "a table of 0 rows has no cells"),
            ({"a": {}}, 1, InputValueError, "tables.empty", "a table of 1 rows has no cells"),
            ({"a": {"x": 1}}, "1", InputTypeError, "tables.unit_type", "'1' (str) is not a unit"),
            ({"a": {"x": 1}}, True, InputTypeError, "tables.unit_type", "True (bool)"),
            ({"a": {"x": 1}}, 0, InputValueError, "tables.unit", "a unit of 0 is"),
            ({"a": {"x": kr(1)}}, -kr(1), InputValueError, "tables.unit", "a unit of -1,00 kr is"),
            ({"a": {"x": 0.5}}, 1, InputTypeError, "number.float", "row 'a', column 'x': a float"),
            ({"a": {"x": 5}}, kr(1), InputTypeError, "money.expected", "row 'a', column 'x': "),
            ({"a": {"x": kr(5)}}, 1, InputTypeError, "tables.money", "5,00 kr is money"),
            (
                {"a": {"x": 0.5, "y": 1}, "b": {"x": kr(5)}},
                1,
                InputValueError,
                "tables.cells",
                "2 cells cannot be read:\n- row 'a', column 'x'",
            ),
        ],
    )
    def test_say_what_is_wrong(self, matrix, unit, kind, code, said):
        with pytest.raises(kind) as caught:
            controlled(matrix, unit)
        assert caught.value.code == code
        assert said in str(caught.value)

    def test_the_remedy_shows_how_a_table_is_written(self):
        with pytest.raises(InputTypeError) as caught:
            controlled(5, 1)  # type: ignore[call-overload]
        assert "write {'01': {'pot': kr(5)}}, or" in str(caught.value)


class TestTheSolver:
    """ "What comes back is proved, in whole numbers, to add up and be closest." """

    def test_one_that_is_missing_is_named_with_its_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "networkx", None)
        with pytest.raises(MissingExtraError) as caught:
            controlled(THIRDS, 1)
        assert isinstance(caught.value, ImportError)
        assert caught.value.code == "tables.no_solver"
        assert "pip install 'fordelning[tables]'" in str(caught.value)

    def test_an_answer_that_does_not_add_up_is_refused(self, monkeypatch):
        def nothing(graph):
            return 0, {a: dict.fromkeys(graph[a], 0) for a in graph}

        wrong = SimpleNamespace(DiGraph=nx.DiGraph, network_simplex=nothing)
        monkeypatch.setitem(sys.modules, "networkx", wrong)
        with pytest.raises(CertificateError) as caught:
            controlled(THIRDS, 1)
        assert caught.value.code == "tables.solver"
        assert "networkx unknown made of a table of 3 rows and 3 columns" in str(caught.value)

    def test_an_answer_that_is_not_the_closest_is_refused(self, monkeypatch):
        """Costs turned round give a table that adds up, as far off as can be."""
        rightly = nx.network_simplex

        def farthest(graph):
            for _, _, arc in graph.edges(data=True):
                arc["weight"] *= -1
            return rightly(graph)

        monkeypatch.setattr(nx, "network_simplex", farthest)
        with pytest.raises(CertificateError) as caught:
            controlled({"a": {"x": "0,2", "y": "0,3", "z": "0,5"}}, 1)
        assert caught.value.code == "tables.solver"
        assert nx.__version__ in str(caught.value)

    def test_nobody_imports_it_who_does_not_ask(self):
        program = (
            "import sys, fordelning; print('fordelning.tables' in sys.modules)\n"
            "import fordelning.tables; print('networkx' in sys.modules)"
        )
        command = [sys.executable, "-c", program]
        said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        assert said.split() == ["False", "False"]
