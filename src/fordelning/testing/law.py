"""What a law asks, and the error of one that does not hold. Never here: any particular law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, final

__all__ = ["LawError", "broken"]


@final
class LawError(AssertionError):
    """Say which law does not hold, what it asks, and what was found instead.

    `who` breaks the law: a key, or an agreement. `law` is its name in `laws`, `rule` what it
    asks, `found` what was found; `case` is the smallest case, as lines of Python that break
    the law again, where there was more than one case to look at. It is no error of the
    library's but a test that fails, and can be pickled.

    >>> print(LawError("Flat(kr(5))", "conserves", "nothing is lost", "1,00 kr is lost"))
    Flat(kr(5)) breaks the law 'conserves'
      the law: nothing is lost
      found: 1,00 kr is lost
    """

    def __init__(
        self, who: str, law: str, rule: str, found: str, case: tuple[str, ...] = ()
    ) -> None:
        super().__init__(who, law, rule, found, case)
        self.who = who
        self.law = law
        self.rule = rule
        self.found = found
        self.case = case

    def at(self, case: tuple[str, ...]) -> LawError:
        """Return the same error, with the case that it was found in."""
        return LawError(self.who, self.law, self.rule, self.found, case)

    def __str__(self) -> str:
        found = self.found.replace("\n", "\n    ")
        lines = [
            f"{self.who} breaks the law '{self.law}'",
            f"  the law: {self.rule}",
            f"  found: {found}",
        ]
        if self.case:
            lines += ["  smallest case:", *(f"    {line}" for line in self.case)]
        return "\n".join(lines)

    def __reduce__(self) -> tuple[Any, ...]:
        return LawError, self.args


def broken(law: Callable[..., None], who: str, found: str) -> LawError:
    """Return the error of a law, whose rule is the first line of its docstring.

    >>> def is_even(number):
    ...     '''See that a number is even.'''
    >>> print(broken(is_even, "3", "1 is left"))
    3 breaks the law 'is_even'
      the law: a number is even
      found: 1 is left
    """
    first = (law.__doc__ or law.__name__).strip().partition("\n")[0]
    return LawError(who, law.__name__, first.removeprefix("See that ").removesuffix("."), found)
