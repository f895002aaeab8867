"""Run every example in the documentation and in docstrings."""

from doctest import ELLIPSIS
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

_prose = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)], patterns=["*.md"]
).pytest()
_docstrings = Sybil(
    parsers=[DocTestParser(ELLIPSIS)],
    patterns=["*.py"],
    excludes=["tests/*.py", "benchmarks/*.py", "conftest.py"],
).pytest()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Let both kinds of examples be collected."""
    collected: pytest.Collector | None = _prose(file_path, parent) or _docstrings(file_path, parent)
    return collected
