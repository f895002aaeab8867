"""What those who import and pin the library may count on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"

PROGRAM = """
import sys
before = set(sys.modules)
import fordelning
added = sorted(set(sys.modules) - before)
import json
print(json.dumps(added))
"""

OUTCOME = """
from datetime import date
from fordelning import allocate, catalogue
from fordelning.canonical import digest
agreement = catalogue.agreement("psykisk-halsa-2020")
population = catalogue.population("scb-2020-12-31")
result = allocate(
    agreement, population, readings={"barn-och-unga": "0-25"}, reference_date=date(2020, 12, 31)
)
print(digest(result.to_columns()))
"""


def python(program: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment or None,
        capture_output=True,
        check=True,
        text=True,
    ).stdout


class TestImporting:
    """ "Importing `fordelning` imports neither babel, cattrs nor hypothesis." """

    def test_adds_at_most_150_modules_and_none_that_is_not_needed(self) -> None:
        added = json.loads(python(PROGRAM))
        # 73 of them are attrs and what that and the library need of Python's own.
        assert len(added) <= 150
        packages = {name.partition(".")[0] for name in added}
        assert not packages & {"babel", "cattrs", "hypothesis", "narwhals", "xlsxwriter", "pytest"}
        assert "fordelning.catalogue" not in added
        assert "fordelning.cli" not in added


class TestTheSameOre:
    """ "The same agreement and the same population give the same amounts."

    The golden digest was taken when every cell had been recomputed independently. One
    that differs means that somebody's öre have moved.
    """

    def test_every_hash_seed_gives_what_the_golden_file_says(self) -> None:
        golden = (GOLDEN / "psykisk-halsa-2020.sha256").read_text("utf-8").split()
        for seed in ("0", "1", "4711"):
            assert python(OUTCOME, PYTHONHASHSEED=seed).split() == golden
