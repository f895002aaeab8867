"""Deprecation: what is to be removed works until then, and warns at the line that uses it.

Never here: what is deprecated, which says so where it is defined.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

__all__ = ["deprecated", "renamed"]

P = ParamSpec("P")
R = TypeVar("R")


def renamed(
    old: str, new: str, *, since: str, removed: str
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function take an argument by the name that it had, with a warning.

    Only the new name is in the signature, so a type checker refuses the old one at once.
    Both together are the error that Python makes of an argument given twice.

    >>> @renamed("by", "weights", since="0.2.0", removed="1.0.0")
    ... def total(weights):
    ...     return sum(weights)
    >>> total(weights=[1, 2])
    3
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        told = f"argument '{old}' of {function.__qualname__} is deprecated since {since}"
        message = f"{told}, removed in {removed}: call it '{new}'"

        @wraps(function)
        def renaming(*args: P.args, **kwargs: P.kwargs) -> R:
            if old not in kwargs:
                return function(*args, **kwargs)
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            given = {new: kwargs.pop(old)}
            return function(*args, **given, **kwargs)  # type: ignore[arg-type]

        return renaming

    return mark


if TYPE_CHECKING:
    # Checkers know this one by name, and strike out what it marks; they bring it with them.
    from typing_extensions import deprecated
else:

    def deprecated(words: str, /) -> Callable[[R], R]:
        """Let a function, or the making of a class, warn; `words` end what the warning says.

        They are one literal, "since 0.2.0, removed in 1.0.0: call `new` instead", since
        type checkers show it too (PEP 702). A pickle of such a class loads without warning;
        a subclass that attrs gives an `__init__` of its own is made without one.

        >>> @deprecated("since 0.2.0, removed in 1.0.0: call `sum` instead")
        ... def total(numbers):
        ...     return sum(numbers)
        >>> total.__deprecated__
        'total is deprecated since 0.2.0, removed in 1.0.0: call `sum` instead'

        Raises:
            TypeError: it stands above `@classmethod` or `@staticmethod`, and belongs below.
        """

        def mark(value: R) -> R:
            if isinstance(value, classmethod | staticmethod):
                raise TypeError(f"put @deprecated below @{type(value).__name__}")
            message = f"{value.__qualname__} is deprecated {words}"
            made = isinstance(value, type)
            function = value.__init__ if made else value

            @wraps(function)
            def warning(*args: Any, **kwargs: Any) -> Any:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **kwargs)

            if made:
                value.__init__ = warning
                warning = value
            warning.__deprecated__ = message
            return warning

        return mark
