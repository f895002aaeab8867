"""`python -m benchmarks.spark`: PySpark against `apportion`, group by group.

Not among the tests: PySpark needs Java and is large. Everything runs on this machine, in two
threads. With a number, so many rows are also timed against a bare grouped sort.
"""

from __future__ import annotations

import sys
from random import Random
from time import perf_counter
from typing import Any

from fordelning import apportion
from fordelning.errors import FordelningError
from fordelning.frames import allocate_frame

_MOST = 2**63 - 1
_SCHEMA = "pot string, code string, amount long, weight long"
_AMOUNTS = (0, 1, -7, 100, 10**13 + 7, 2**53 + 1, _MOST, -_MOST)
_WEIGHTS = (1, 3, 10**6, 2**26)

Row = tuple[str, str, int, int]


def _rows(groups: int) -> list[Row]:
    """Return groups of up to 40 rows, many of them with ties or figures beyond 2^53."""
    random = Random(1)  # noqa: S311 - nothing here is secret
    rows: list[Row] = []
    for group in range(groups):
        amount, most = random.choice(_AMOUNTS), random.choice(_WEIGHTS)
        amount = amount if group % 2 else random.randint(-_MOST, _MOST)
        weights = [random.randint(0, most) for _ in range(random.randint(1, 40))]
        weights[0] += not any(weights)
        rows += [(f"{group}", f"{place:02}å", amount, each) for place, each in enumerate(weights)]
    random.shuffle(rows)
    return rows


def _expected(rows: list[Row]) -> dict[tuple[str, str], int]:
    totals = {pot: amount for pot, _, amount, _ in rows}
    groups: dict[str, dict[str, int]] = {pot: {} for pot in totals}
    for pot, code, _, weight in rows:
        groups[pot][code] = weight
    return {
        (pot, code): units
        for pot, weights in groups.items()
        for code, units in apportion(totals[pot], weights).items()
    }


def _refused(frame: Any) -> str:
    try:
        allocate_frame(frame, amount="amount", weight="weight", by="pot")
    except FordelningError as error:
        return error.code
    return "nothing"


def _guards(spark: Any) -> None:
    """See that each guard stands where it says, also where Spark itself would overflow."""
    cases = {
        "frames.sum": [("a", "01", 1, 2**62), ("a", "03", 1, 2**62)],
        "frames.product": [("a", "01", 1, 3037000501)],
        "nothing": [("a", "01", _MOST, 3037000500)],
        "frames.amount_bits": [("a", "01", -(2**63), 1)],
        "frames.negative": [("a", "01", 1, -1)],
        "frames.zero": [("a", "01", 1, 0)],
        "frames.twice": [("a", "01", 1, 1), ("a", "01", 1, 1)],
        "frames.amounts": [("a", "01", 1, 1), ("a", "03", 2, 1)],
        "frames.empty": [("a", "01", None, 1)],
    }
    for code, rows in cases.items():
        found = _refused(spark.createDataFrame(rows, _SCHEMA))
        if found != code:
            raise AssertionError(f"{code}: {found}")
    print(f"{len(cases)} guards at their borders: as they should be")


def _timed(spark: Any, count: int) -> None:
    """Compare with a sort by group, weight and code, both written to nowhere."""
    frame = spark.range(count).selectExpr(
        "id div 290 as pot",
        "lpad(cast(id % 290 as string), 4, '0') as code",
        "100000000 + pmod(xxhash64(id div 290), 100000000000) as amount",
        "1 + pmod(xxhash64(id), 1000000) as weight",
    )
    frame = frame.repartition(8).cache()
    frame.count()

    def seconds(make: Any) -> float:
        start = perf_counter()
        make().write.format("noop").mode("overwrite").save()
        return perf_counter() - start

    for turn in range(4):
        bare = seconds(lambda: frame.sort("pot", "weight", "code"))
        ours = seconds(lambda: allocate_frame(frame, amount="amount", weight="weight", by="pot"))
        if turn:
            print(f"{count} rows / bare sort: {ours / bare:.2f}")


def main() -> None:
    """Compare, and print what was found."""
    import pyspark
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    spark = builder.master("local[2]").config("spark.sql.shuffle.partitions", 8).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    rows = _rows(2000)
    frame = spark.createDataFrame(rows, _SCHEMA)
    result = allocate_frame(frame, amount="amount", weight="weight", by="pot")
    found = {(row["pot"], row["code"]): row["units"] for row in result.collect()}
    expected = _expected(rows)
    wrong = [key for key in expected if found.get(key) != expected[key]]
    print(f"PySpark {pyspark.__version__}: {len(rows)} rows, {len(wrong)} differ from apportion")
    if wrong or len(found) != len(rows):
        raise AssertionError(wrong[:5])
    _guards(spark)
    if len(sys.argv) > 1:
        _timed(spark, int(float(sys.argv[1])))


if __name__ == "__main__":
    main()
