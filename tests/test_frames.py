"""Largest remainder on dataframes: what `apportion` gives, on each engine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fordelning import apportion
from fordelning.errors import (
    FordelningError,
    InputTypeError,
    InputValueError,
    MissingExtraError,
    WeightError,
)
from fordelning.frames import allocate_frame, engines

from .strategies import SETTINGS

MOST = 2**63 - 1
TYPES = {"pot": "str", "code": "str", "amount": "Int64", "weight": "Int64"}

Row = tuple[str | None, str | None, int | None, int | None]
Columns = Mapping[str, Sequence[Any]]


def columns(rows: Sequence[Row]) -> Columns:
    """Put rows of pot, code, amount and weight as columns."""
    return {name: [row[place] for row in rows] for place, name in enumerate(TYPES)}


def from_polars(rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(
        columns(rows),
        schema={"pot": pl.String, "code": pl.String, "amount": pl.Int64, "weight": pl.Int64},
    )


def kinds_of(pd: Any) -> dict[str, Any]:
    """Return pandas' types of the columns; text is `str` from pandas 3 on, `object` before."""
    text = pd.Series(["a"]).dtype
    return TYPES | {"pot": text, "code": text}


def from_pandas(rows: Sequence[Row]) -> Any:
    pd = pytest.importorskip("pandas")
    kinds = kinds_of(pd)
    if all(None not in row for row in rows):
        kinds |= {"amount": "int64", "weight": "int64"}
    return pd.DataFrame(columns(rows)).astype(kinds)


def from_duckdb(rows: Sequence[Row]) -> Any:
    duckdb = pytest.importorskip("duckdb")
    filled = ", ".join(
        f"unnest(${place}::{kind}[]) as {name}"
        for place, (name, kind) in enumerate(
            zip(TYPES, ("varchar", "varchar", "bigint", "bigint"), strict=True), start=1
        )
    )
    return duckdb.connect().sql(f"select {filled}", params=list(columns(rows).values()))


def from_nullable(rows: Sequence[Row]) -> Any:
    pd = pytest.importorskip("pandas")
    return pd.DataFrame(columns(rows)).astype(kinds_of(pd))


ENGINES: dict[str, Callable[[Sequence[Row]], Any]] = {
    "polars": from_polars,
    "polars, lazy": lambda rows: from_polars(rows).lazy(),
    "pandas": from_pandas,
    "pandas, nullable": from_nullable,
    "duckdb": from_duckdb,
}


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest) -> Callable[[Sequence[Row]], Any]:
    """Return what makes a frame of rows."""
    return ENGINES[request.param]


def rows_of(frame: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a frame, in its own order."""
    return [tuple(row.values()) for row in engines.fetched(nw.from_native(frame))]


def allocated(frame: Any, **named: Any) -> dict[tuple[str, str], int]:
    names = {"amount": "amount", "weight": "weight", "by": ["pot"], **named}
    return {(row[0], row[1]): row[-1] for row in rows_of(allocate_frame(frame, **names))}


def expected(rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """Apportion each group by the core."""
    groups: dict[str, dict[str, Any]] = {}
    for pot, code, _, weight in rows:
        groups.setdefault(pot, {})[code] = weight  # type: ignore[arg-type,index]
    totals = {pot: amount for pot, _, amount, _ in rows}
    return {
        (pot, code): units
        for pot, weights in groups.items()
        for code, units in apportion(totals[pot], weights).items()  # type: ignore[arg-type]
    }


def refused(frame: Any, **named: Any) -> FordelningError:
    with pytest.raises(FordelningError) as caught:
        allocated(frame, **named)
    return caught.value


def told(error: FordelningError) -> list[tuple[tuple[str, ...], str]]:
    """Return where each problem is and its code."""
    return [(each.place, each.code) for each in error.values.get("problems", (error,))]


weights = st.integers(0, 3) | st.integers(0, 3_000_000) | st.integers(0, 2**30)
# Within what the guards allow: W - 1 is below 2^33 and max(w) at most 2^30.
amounts = st.integers(-30, 30) | st.integers(-(10**13), 10**13) | st.sampled_from([MOST, -MOST])


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = []
    for pot in draw(st.lists(st.sampled_from("abcdefghij"), min_size=1, unique=True)):
        codes = draw(
            st.lists(st.text("01åA", min_size=1, max_size=3), min_size=1, max_size=6, unique=True)
        )
        figures = [draw(weights) for _ in codes]
        figures[0] += not any(figures)
        amount = draw(amounts)
        rows += [(pot, code, amount, each) for code, each in zip(codes, figures, strict=True)]
    return draw(st.permutations(rows))


@pytest.mark.property
class TestTheCore:
    """ "Identical to the core to the unit." """

    @pytest.mark.parametrize("engine", ENGINES)
    @settings(SETTINGS, max_examples=SETTINGS.max_examples // 5)
    @given(rows=tables())
    @example(rows=[("a", code, 10, 1) for code in ("å", "a", "A", "10", "9", "b", "z", "B")])
    def test_each_group_is_what_apportion_gives(self, engine: str, rows: list[Row]) -> None:
        assert allocated(ENGINES[engine](rows)) == expected(rows)


class TestByHand:
    def test_remainders_and_a_tie(self, make) -> None:
        # 10 by 6, 6, 2: quotas 4 2/7, 4 2/7, 1 3/7. 8 by 1, 1, 1: 2 2/3 each, first codes first.
        rows = [("b", "04", 8, 1), ("a", "01", 10, 6), ("b", "01", 8, 1), ("a", "04", 10, 2)]
        rows += [("a", "03", 10, 6), ("b", "03", 8, 1)]
        assert allocated(make(rows)) == {
            ("a", "01"): 4,
            ("a", "03"): 4,
            ("a", "04"): 2,
            ("b", "01"): 3,
            ("b", "03"): 3,
            ("b", "04"): 2,
        }

    def test_a_negative_amount_is_minus_the_result_for_its_absolute_value(self, make) -> None:
        rows = [("a", "01", -7, 1), ("a", "03", -7, 1), ("b", "01", 0, 1)]
        assert allocated(make(rows)) == {("a", "01"): -4, ("a", "03"): -3, ("b", "01"): 0}

    def test_no_weight_gets_nothing(self, make) -> None:
        assert allocated(make([("a", "01", 5, 0), ("a", "03", 5, 1)])) == {
            ("a", "01"): 0,
            ("a", "03"): 5,
        }

    def test_one_row_gets_all(self, make) -> None:
        assert allocated(make([("a", "01", MOST, 1)])) == {("a", "01"): MOST}

    def test_an_empty_frame_stays_empty(self, make) -> None:
        result = allocate_frame(make([]), amount="amount", weight="weight", by="pot")
        assert rows_of(result) == []
        assert nw.from_native(result).collect_schema()["units"] == nw.Int64

    def test_without_by_all_rows_are_one_group(self, make) -> None:
        rows = [("a", "01", 3, 1), ("b", "03", 3, 1)]
        assert allocated(make(rows), by=()) == {("a", "01"): 2, ("b", "03"): 1}

    def test_several_columns_make_a_group(self) -> None:
        frame = pl.DataFrame(
            {
                "pot": ["a", "a", "a"],
                "year": [date(2020, 1, 1), date(2020, 1, 1), date(2021, 1, 1)],
                "lan": ["01", "03", "01"],
                "kr": [3, 3, 5],
                "n": [1, 1, 9],
            },
            schema_overrides={"kr": pl.Int8, "n": pl.UInt32},
        )
        result = allocate_frame(
            frame, amount="kr", weight="n", by=["pot", "year"], code="lan", into="got"
        )
        assert result.columns == [*frame.columns, "got"]
        assert result["got"].to_list() == [2, 1, 5]


class TestInAndOut:
    """ "What comes in goes out." """

    def test_the_kind_of_frame_and_its_columns(self, make) -> None:
        frame = make([("a", "01", 1, 1)])
        result = allocate_frame(frame, amount="amount", weight="weight", by="pot")
        assert type(result) is type(frame)
        assert nw.from_native(result).collect_schema().names() == [*TYPES, "units"]

    def test_rows_of_eager_frames_stay_in_order(self) -> None:
        rows = [(pot, code, 7, 1) for code in ("04", "01", "03") for pot in ("b", "a")]
        for make in (from_polars, from_pandas):
            result = allocate_frame(make(rows), amount="amount", weight="weight", by="pot")
            assert [row[:4] for row in rows_of(result)] == rows

    def test_an_index_of_pandas_is_kept(self) -> None:
        frame = from_pandas([("a", "03", 3, 1), ("a", "01", 3, 1)])
        frame.index = [7, 7]
        result = allocate_frame(frame, amount="amount", weight="weight", by="pot")
        assert result.index.to_list() == [7, 7]
        assert result["units"].to_list() == [1, 2]
        assert list(frame.columns) == list(TYPES)

    def test_sql_is_not_confused_by_names(self) -> None:
        frame = pytest.importorskip("duckdb").sql(
            """select 'a' as "p ""o", '01' as "Code", 5::bigint as "select", 1 as "w" """
        )
        result = allocate_frame(frame, amount="select", weight="w", by='p "o', code="Code")
        assert rows_of(result) == [("a", "01", 5, 1, 5)]


class TestOfArrow:
    """pandas keeps whole numbers of Arrow, which does not wrap around but fails."""

    @pytest.mark.parametrize("amount", [MOST, -MOST])
    def test_the_largest_amount_goes_to_one_row(self, amount: int) -> None:
        pytest.importorskip("pyarrow")
        rows: list[Row] = [("p", "a", amount, 1), ("p", "b", amount, 0)]
        whole = {"amount": "int64[pyarrow]", "weight": "int64[pyarrow]"}
        frame = from_pandas(rows).astype(whole)
        made = allocate_frame(frame, amount="amount", weight="weight", by="pot")
        assert made["units"].to_list() == [amount, 0]


class TestText:
    """ "Results never depend on ... the platform": text is compared as bytes."""

    def test_collations_of_duckdb_change_nothing(self) -> None:
        duckdb = pytest.importorskip("duckdb")
        connection = duckdb.connect()
        connection.execute("set default_collation = 'nocase'")
        connection.execute(
            "create table pots (pot varchar collate nocase, code varchar collate nocase, "
            "amount bigint, weight bigint)"
        )
        rows = [("A", "x", 1, 1), ("a", "x", 1, 1), ("q", "a", 1, 1), ("q", "B", 1, 1)]
        connection.executemany("insert into pots values (?, ?, ?, ?)", rows)
        made = allocate_frame(connection.table("pots"), amount="amount", weight="weight", by="pot")
        # A and a are two pots; B comes before a, as in `apportion`.
        found = {(pot, code): units for pot, code, _, _, units in made.fetchall()}
        assert found == {("A", "x"): 1, ("a", "x"): 1, ("q", "B"): 1, ("q", "a"): 0}


class TestBorders:
    """ "n * max(w) < 2^63, then max(w) <= (2^63 - 1) // (W - 1), in this form." """

    def test_of_rows_times_the_largest_weight(self, make) -> None:
        # 2 * 2^62 is 2^63; one less is below, and only then is the second bound looked at.
        error = refused(make([("a", "01", 1, 2**62), ("a", "03", 1, 0)]))
        assert (error.code, error.weight, error.rows) == ("frames.sum", 2**62, 2)
        assert error.place == ("pot 'a'",)
        error = refused(make([("a", "01", 1, 2**62 - 1), ("a", "03", 1, 0)]))
        assert (error.code, error.limit) == ("frames.product", 2)

    def test_a_sum_that_would_wrap_is_found(self, make) -> None:
        # Added up in 64 bits these are 0, and 4 * 2^62 is 0 as well.
        error = refused(make([("a", str(each), 1, 2**62) for each in range(4)]))
        assert error.code == "frames.sum"

    def test_of_a_weight_times_the_sum(self, make) -> None:
        # 3037000500 * 3037000499 = 9223372033963249500, and 2^63 = 9223372036854775808.
        assert allocated(make([("a", "01", MOST, 3037000500)])) == {("a", "01"): MOST}
        error = refused(make([("a", "01", MOST, 3037000501)]))
        assert error.code == "frames.product"
        assert (error.weight, error.total, error.limit) == (3037000501, 3037000501, 3037000499)

    def test_figures_just_within_are_exact(self, make) -> None:
        for figures in ([3037000499, 1], [3, 3, 1], [1, 2], [2**31, 2**30, 2**30 - 1]):
            rows = [("a", str(place), MOST, each) for place, each in enumerate(figures)]
            assert allocated(make(rows)) == expected(rows)

    def test_of_the_amount(self, make) -> None:
        assert allocated(make([("a", "01", -MOST, 1)])) == {("a", "01"): -MOST}
        assert refused(make([("a", "01", -(2**63), 1)])).code == "frames.amount_bits"


class TestGuards:
    """ "Guards before any arithmetic." """

    @pytest.mark.parametrize(
        ("rows", "code", "kind", "values"),
        [
            ([("a", "01", None, 1)], "frames.empty", InputValueError, {"column": "amount"}),
            ([("a", "01", 1, None)], "frames.empty", InputValueError, {"column": "weight"}),
            ([("a", None, 1, 1)], "frames.empty", InputValueError, {"column": "code"}),
            ([("a", "01", 1, -1)], "frames.negative", WeightError, {"weight": -1}),
            ([("a", "01", 0, 0)], "frames.zero", WeightError, {"rows": 1}),
            (
                [("a", "01", 1, 1), ("a", "03", 2, 1)],
                "frames.amounts",
                InputValueError,
                {"low": 1, "high": 2},
            ),
            (
                [("a", "01", 1, 1), ("a", "01", 1, 2)],
                "frames.twice",
                InputValueError,
                {"recipient": "01", "rows": 2},
            ),
        ],
    )
    def test_a_problem_is_told_with_its_group(self, make, rows, code, kind, values) -> None:
        error = refused(make([("b", "01", 5, 5), *rows]))
        assert type(error) is kind
        assert (error.code, error.place) == (code, ("pot 'a'",))
        assert error.values.items() >= values.items()

    def test_an_empty_group_cell_is_told(self, make) -> None:
        error = refused(make([("b", "01", 5, 5), (None, "01", 5, 5), (None, "03", 5, 5)]))
        assert (error.code, error.place) == ("frames.empty", ("pot None",))
        assert (error.column, error.count) == ("pot", 2)

    def test_all_wrong_groups_are_told_at_once_in_order(self, make) -> None:
        rows = [
            ("d", "01", None, None),
            ("c", "01", 1, -(2**63)),
            ("a", "01", 1, 0),
            ("a", "03", -(2**63), 0),
            ("b", "01", 5, 5),
            ("b", "01", 5, 5),
        ]
        error = refused(make(rows))
        assert type(error) is InputValueError
        assert told(error) == [
            (("pot 'a'",), "frames.amounts"),
            (("pot 'a'",), "frames.amount_bits"),
            (("pot 'a'",), "frames.zero"),
            (("pot 'c'",), "frames.negative"),
            (("pot 'd'",), "frames.empty"),
            (("pot 'd'",), "frames.empty"),
            (("pot 'b'",), "frames.twice"),
        ]
        assert str(error).startswith("nothing was computed, for 7 reasons in the first groups:\n- ")

    def test_of_many_wrong_groups_the_first_are_told(self, make) -> None:
        error = refused(make([(f"{place:02}", "01", 1, 0) for place in range(40)]))
        assert [where for where, _ in told(error)] == [(f"pot '{each:02}'",) for each in range(12)]
        error = refused(make([(f"{place:02}", "01", 1, 2**62) for place in range(40)]))
        assert (error.count, error.most) == (12, 12)

    def test_without_by_there_is_no_group_to_name(self, make) -> None:
        assert refused(make([("a", "01", 1, 0)]), by=()).place == ()

    def test_several_columns_name_the_group(self) -> None:
        frame = pl.DataFrame({"a": ["x"], "b": [2], "code": ["01"], "n": [1], "w": [0]})
        error = refused(frame, amount="n", weight="w", by=["a", "b"])
        assert error.place == ("a 'x'", "b 2")


class TestTheDoor:
    """ "Column dtypes must be integers." """

    FRAME = pl.DataFrame({"pot": ["a"], "code": ["01"], "amount": [1], "weight": [1]})

    def test_other_types_are_refused_all_at_once(self) -> None:
        frame = self.FRAME.with_columns(
            pl.col("amount").cast(pl.Float64),
            pl.col("weight").cast(pl.UInt64),
            pl.lit(114).alias("code"),
            pl.lit(0.5).alias("share"),
        )
        error = refused(frame, by=["pot", "share"])
        assert isinstance(error, InputTypeError)
        assert [(each.code, each.column, each.type) for each in error.problems] == [
            ("frames.not_whole", "amount", "Float64"),
            ("frames.not_whole", "weight", "UInt64"),
            ("frames.not_text", "code", "Int32"),
            ("frames.not_a_group", "share", "Float64"),
        ]

    def test_integers_that_pandas_made_floating_point_are_refused(self) -> None:
        pd = pytest.importorskip("pandas")
        frame = pd.DataFrame({"pot": ["a"], "code": ["01"], "amount": [1], "weight": [1.0]})
        assert refused(frame).type == "Float64"

    def test_a_sum_that_sql_made_wider_is_refused(self) -> None:
        duckdb = pytest.importorskip("duckdb")
        frame = duckdb.sql("select 'a' pot, '01' code, sum(1) amount, 1 as weight")
        assert refused(frame).type == "Int128"

    def test_columns_are_looked_for_all_at_once(self) -> None:
        error = refused(self.FRAME, amount="ammount", weight="pot", code="x", into="Weight")
        assert isinstance(error, InputValueError)
        assert [(each.code, each.column) for each in error.problems] == [
            ("frames.missing", "'ammount'"),
            ("frames.missing", "'x'"),
            ("frames.named_twice", "pot"),
            ("frames.taken", "weight"),
        ]
        assert error.problems[0].near == "; did you mean 'amount'?"

    def test_a_column_that_is_no_name_is_not_there(self) -> None:
        assert refused(self.FRAME, by=[1]).code == "frames.by"

    def test_names_of_our_own_are_taken(self) -> None:
        frame = self.FRAME.with_columns(pl.lit(1).alias("Fordelning_x"))
        assert refused(frame).column == "Fordelning_x"

    @pytest.mark.parametrize("frame", [5, [1, 2], {"pot": ["a"]}])
    def test_what_is_no_frame_is_refused(self, frame: object) -> None:
        error = refused(frame)
        assert isinstance(error, InputTypeError)
        assert error.code == "frames.type"

    @pytest.mark.parametrize(
        ("named", "code"),
        [
            ({"by": None}, "frames.by"),
            ({"by": 5}, "frames.by"),
            ({"by": [["pot"]]}, "frames.by"),
            ({"into": None}, "frames.name"),
            ({"into": ""}, "frames.name"),
        ],
    )
    def test_names_are_texts(self, named: dict[str, Any], code: str) -> None:
        frame = from_polars([("p", "a", 1, 1)])
        with pytest.raises(InputTypeError) as caught:
            allocate_frame(frame, **{"amount": "amount", "weight": "weight", "by": "pot", **named})
        assert caught.value.code == code

    def test_columns_of_pandas_have_names_and_each_its_own(self) -> None:
        pd = pytest.importorskip("pandas")
        frame = from_pandas([("p", "a", 1, 1)])
        for made, code in (
            (frame.assign(x=1).rename(columns={"x": 7}), "frames.unnamed"),
            (pd.concat([frame, frame["weight"]], axis=1), "frames.repeated"),
        ):
            with pytest.raises(FordelningError) as caught:
                allocate_frame(made, amount="amount", weight="weight", by="pot")
            assert caught.value.code == code

    def test_an_engine_that_was_not_tried_is_refused(self, monkeypatch) -> None:
        monkeypatch.setattr("fordelning.frames.columns.KNOWN", {nw.Implementation.DUCKDB: "DuckDB"})
        error = refused(self.FRAME)
        assert (error.code, error.engine, error.known) == ("frames.engine", "polars", ("DuckDB",))

    def test_an_extra_that_is_missing_is_named(self, monkeypatch) -> None:
        monkeypatch.delitem(sys.modules, "fordelning.frames.plan")
        monkeypatch.delattr("fordelning.frames.plan")
        monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
        error = refused(self.FRAME)
        assert isinstance(error, MissingExtraError)
        assert (error.needs, error.extra) == ("narwhals", "frames")

    def test_importing_the_package_imports_no_engine(self) -> None:
        program = (
            "import sys, fordelning.frames; "
            "print(sorted({'narwhals', 'pandas', 'polars', 'duckdb'} & set(sys.modules)))"
        )
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        assert run.stdout.decode().strip() == "[]"


class FakeSpark:
    """Record what a PySpark frame would be asked to compute."""

    def __init__(self) -> None:
        self.asked: tuple[str, ...] = ()

    def selectExpr(self, *texts: str) -> str:  # noqa: N802 - as PySpark spells it
        self.asked = texts
        return "native"

    def collect(self) -> list[tuple[int, ...]]:
        return [(1, 2)]


class TestSpark:
    """PySpark itself is tried by `benchmarks/spark.py`; here is what it is asked."""

    @pytest.fixture
    def spark(self, monkeypatch) -> tuple[Any, FakeSpark]:
        native = FakeSpark()

        class Frame:
            implementation = nw.Implementation.PYSPARK
            columns = ("a", "b")

            def to_native(self) -> FakeSpark:
                return native

        monkeypatch.setattr(engines, "known", lambda frame: frame)
        return Frame(), native

    def test_division_is_of_whole_numbers(self, spark) -> None:
        frame, native = spark
        assert engines.quotient(frame, "q", "a`", "b") == "native"
        assert native.asked == ("*", "`a``` div `b` as `q`")

    def test_rows_are_numbered_in_order(self, spark) -> None:
        frame, native = spark
        engines.numbered(frame, "k", ["a"], "r", "c")
        text = "row_number() over (partition by `a` order by `r`, `c`) as `k`"
        assert native.asked == ("*", text)

    def test_rows_are_collected(self, spark) -> None:
        assert engines.fetched(spark[0]) == [{"a": 1, "b": 2}]
