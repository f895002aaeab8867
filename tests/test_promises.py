"""What those who import and pin the library may count on."""

from __future__ import annotations

import json
import subprocess
import sys

import fordelning
from fordelning.canonical import digest

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
print(digest(agreement), digest(population), digest(result.to_columns()))
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

    def test_adds_at_most_120_modules_and_none_that_is_not_needed(self) -> None:
        added = json.loads(python(PROGRAM))
        assert len(added) <= 120
        packages = {name.partition(".")[0] for name in added}
        assert not packages & {"babel", "cattrs", "hypothesis", "narwhals", "xlsxwriter", "pytest"}
        assert "fordelning.catalogue" not in added
        assert "fordelning.cli" not in added


class TestSurface:
    """ "`__init__.py` only re-exports, at most 45 names in `__all__`." """

    def test_is_what_all_says(self) -> None:
        assert dir(fordelning) == sorted(fordelning.__all__)
        assert len(fordelning.__all__) <= 45
        for name in fordelning.__all__:
            assert getattr(fordelning, name) is not None


class TestHashSeeds:
    """ "Results never depend on the order of the input, the hash seed or the platform." """

    def test_every_hash_seed_gives_the_same(self) -> None:
        outcomes = {python(OUTCOME, PYTHONHASHSEED=seed) for seed in ("0", "1", "4711")}
        assert len(outcomes) == 1
        agreement, _, _ = outcomes.pop().split()
        assert agreement == digest(fordelning.catalogue.agreement("psykisk-halsa-2020"))  # type: ignore[attr-defined]
