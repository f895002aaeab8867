"""Running Hypothesis until something fails, and telling the smallest case that does.

Never here: what is tried, or how a failure is worded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import hypothesis
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from fordelning.testing.law import LawError

__all__ = ["smallest_failure"]

T = TypeVar("T")


def smallest_failure(
    cases: st.SearchStrategy[T],
    attempt: Callable[[T], object],
    settings: hypothesis.settings | None,
) -> LawError | None:
    """Return how an attempt breaks a law in the smallest case; None if no case does.

    Where the same case does not break it again, which a key with a memory can bring about,
    it is the last case that did.

    Raises:
        HypothesisException: no case can be drawn.
        FordelningError: drawing a case is refused.
    """
    failures: list[LawError] = []

    @_settings(settings)
    @hypothesis.given(cases)
    def run(case: T) -> None:
        try:
            attempt(case)
        except LawError as error:
            failures[:] = [error]
            raise

    try:
        run()
    except (LawError, Flaky):
        if not failures:
            raise
        # Anew, without what Hypothesis has noted on it.
        error = failures[0].at(failures[0].case)
        error.__cause__ = failures[0].__cause__
        return error
    return None


def _settings(given: hypothesis.settings | None) -> hypothesis.settings:
    """Return the caller's settings, or the profile's, as a check needs them.

    Without a limit to time; without a database, of which all checks would share one entry,
    since they run one function; and one failure is told, in words of our own.
    """
    given = hypothesis.settings() if given is None else given
    return hypothesis.settings(
        given,
        deadline=None,
        database=None,
        phases=[each for each in given.phases if each is not hypothesis.Phase.explain],
        report_multiple_bugs=False,
        print_blob=False,
    )
