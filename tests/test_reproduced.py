"""The page of reproduced tables: it is current, and leaves out no table that is kept here."""

from __future__ import annotations

import json

import pytest

from fordelning import kr
from fordelning.comparison import Published

from .published import ORACLES, compared
from .reproduced import PAGE, Case, abroad, formulas, page, sweden
from .test_comparison import by_people

# Figures to compute with, and cases of other libraries: no tables of decisions.
OTHERS = {
    "apportionment_vectors",
    "counterexamples",
    "money_vectors",
    "scb_2020_12_31_lan",
    "scb_riket",
}


class TestThePage:
    """ "Reconcile on all published tables, with its report a page of the docs, made by code." """

    def test_is_current(self) -> None:
        assert PAGE.read_text("utf-8") == page(), "run python -m tests.reproduced"

    @pytest.mark.parametrize("path", sorted(ORACLES.glob("*.json")), ids=lambda path: path.stem)
    def test_leaves_out_no_table(self, path) -> None:
        kept = json.loads(path.read_text("utf-8"))
        sources = [kept["source"]] if "source" in kept else [row[1] for row in kept.get("keys", ())]
        assert bool(sources) or path.stem in OTHERS
        if path.stem not in OTHERS:
            assert all(source in PAGE.read_text("utf-8") for source in sources)

    def test_nothing_is_different_beyond_what_rounding_explains(self) -> None:
        for case in (*sweden(), *abroad()):
            assert case.row()[4] == "0", case.name

    def test_every_formula_is_met(self) -> None:
        for name, checked, met, _ in formulas():
            assert checked == met > 0, name


class TestALine:
    """ "Source, cells, equal, one unit off, different, methods, printed totals missed." """

    def test_counts_and_tells_what_differs(self) -> None:
        # 6 kr by 1 and 1 are 3 each, whatever the method.
        allocation = by_people({"a": 1, "b": 1}, kr(6))
        found = compared(allocation, "p", Published({"a": kr(3), "b": kr(1)}, kr(5)))
        case = Case("t", "s", "f", (found, found))
        assert case.row() == ["t", "4", "2", "0", "2", "none", "1 kr, 1 kr", "f"]
        assert list(case.differing()) == ["b -2 kr", "b -2 kr"]
        exactly = compared(allocation, "p", Published({"a": kr(3), "b": kr(3)}))
        assert Case("t", "s", "f", (exactly,)).row()[5:7] == ["each one", "0"]
