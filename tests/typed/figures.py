"""Units by weights, figures from files and frames, and frames in and out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import assert_type

import polars as pl

from fordelning import REFUSE, Method, Population, apportion, certify
from fordelning.frames import allocate_frame
from fordelning.population import Sex
from fordelning.readers import Findings, examine, from_columns, from_frame, read_population
from fordelning.register import Division, Recipient, skr, swedish


def units(weights: dict[str, int]) -> None:
    """Get a list for a sequence, and a dict for a mapping."""
    assert_type(apportion(10, [6, 6, 2]), list[int])
    assert_type(apportion(10, ("1/2", "0,5")), list[int])
    assert_type(apportion(10, weights, Method.DHONDT, ties=REFUSE), dict[str, int])
    assert_type(apportion(10, {"a": "1/2", "b": 1}, minimum={"a": 2}, maximum=7), dict[str, int])
    certify(10, [6, 6, 2], apportion(10, [6, 6, 2]))
    certify(10, weights, apportion(10, weights))


def populations() -> Population:
    day = date(2020, 12, 31)
    people = Population.from_counts({"01": 2_391_990}, date=day, source="SCB")
    by_sex = Population.from_counts({("01", Sex.MEN): 1_196_829}, date=day, source="SCB")
    counts: dict[tuple[str, int | str], int] = {("01", 0): 1, ("01", "100+"): 2}
    ages = Population.from_ages(counts, date=day, source="SCB")
    values = Population.from_values("doser", {"01": "1/3"}, date=day, source="SCB")
    bare = Population.of(["norra"], level="skola", parents={"norra": "öst"})
    assert_type(people | by_sex | ages | values | bare, Population)
    return people


def files(path: Path) -> None:
    assert_type(read_population(path), Population)
    assert_type(read_population("folkmangd.csv", date=date(2020, 12, 31)), Population)
    assert_type(read_population(b"...", bands=[(0, 25)], level="kommun"), Population)
    assert_type(examine(path), Findings)
    assert_type(examine(path).population, Population)
    columns: dict[str, list[object]] = {"region": ["01"], "antal": [2_391_990]}
    made = from_columns(columns, code="region", value="antal", date=date(2020, 12, 31))
    assert_type(made, Population)


def frames(frame: pl.DataFrame, lazy: pl.LazyFrame) -> None:
    """Get back the sort of frame that was given."""
    assert_type(allocate_frame(frame, amount="kr", weight="antal"), pl.DataFrame)
    assert_type(allocate_frame(lazy, amount="kr", weight="antal", by=["år"]), pl.LazyFrame)
    assert_type(from_frame(frame, code="region", value="antal"), Population)


def register() -> None:
    assert_type(swedish().at(date(2020, 1, 1)), Division)
    assert_type(swedish().at(date(2020, 1, 1)).find("kommun", "Heby"), str)
    assert_type(skr(date(2020, 1, 1)), Recipient)
