"""What is run inside Pyodide by `pyodide.cjs`: one allocation, and tests of the library."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

GOLDEN = "tests/golden/psykisk-halsa-2020.sha256"


def allocate_2020(tree: str) -> None:
    """Distribute the agreement of 2020, and compare the outcome with the golden digest."""
    from fordelning import allocate, catalogue
    from fordelning.canonical import digest

    result = allocate(
        catalogue.agreement("psykisk-halsa-2020"),
        catalogue.population("scb-2020-12-31"),
        readings={"barn-och-unga": "0-25"},
        reference_date=date(2020, 12, 31),
    )
    found, golden = digest(result.to_columns()), (Path(tree) / GOLDEN).read_text("utf-8").strip()
    if found != golden:
        raise AssertionError(f"the digest is {found}, and not {golden}")


def run_tests(tree: str, arguments: Sequence[str]) -> int:
    """Run tests by pytest, against the wheel and not the source; return its exit status."""
    import pytest

    # A law gets few examples here: Python is several times as slow as natively.
    os.environ["FORDELNING_EXAMPLES"] = "10"
    os.chdir(tree)
    return int(pytest.main(["-q", "-p", "no:cacheprovider", *arguments]))
