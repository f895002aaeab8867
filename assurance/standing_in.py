"""Stand in for Hypothesis where a law is to have a million examples: a plugin of pytest.

With `-p assurance.standing_in` the tests import from here what they import from Hypothesis,
unchanged: `given` draws as many examples as `FORDELNING_EXAMPLES` says, by `drawing`, from
the seed `FORDELNING_SEED`. An example is found again by the seed, the law and its number, and
belongs into the test as an `@example`. What `drawing` does not have cannot be imported. Never
here: how examples are drawn.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from functools import wraps
from random import Random
from typing import Any

import hypothesis

import tests.strategies

from . import drawing

__all__ = ["assume", "example", "given", "stand_in"]

_LEAST_SUITED = 0.02


def _unchanged(law: Any) -> Any:
    return law


def example(*_given: Any, **_named: Any) -> Callable[[Any], Any]:
    """Leave a law as it is: Hypothesis tries its examples at every change."""
    return _unchanged


def assume(suits: object) -> bool:
    """Draw again unless the example suits the law."""
    if not suits:
        raise drawing.UnsuitedError
    return True


def given(*strategies: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Draw the last arguments of a law, again and again."""
    examples, seed = int(os.environ["FORDELNING_EXAMPLES"]), os.environ["FORDELNING_SEED"]

    def decorate(law: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(law)
        kept = list(signature.parameters.values())[: -len(strategies)]
        drawn = list(signature.parameters)[-len(strategies) :]

        @wraps(law)
        def run(*args: Any, **fixed: Any) -> None:
            name = f"{law.__qualname__}{sorted(map(str, fixed.values()))}"
            suited = 0
            for number in range(examples):
                random = Random(f"{seed} {name} {number}")
                shown: dict[str, Any] = {}
                try:
                    for each, strategy in zip(drawn, strategies, strict=True):
                        shown[each] = strategy.draw(random)
                    law(*args, **fixed, **shown)
                except drawing.UnsuitedError:
                    continue
                except BaseException as error:
                    error.add_note(f"seed {seed}, {name}, example {number}: {shown}")
                    raise
                suited += 1
            assert suited >= examples * _LEAST_SUITED, f"{name}: {suited} of {examples} suited"

        # What pytest has to fill in is what is not drawn.
        del run.__wrapped__
        vars(run)["__signature__"] = signature.replace(parameters=kept)
        return run

    return decorate


def stand_in() -> None:
    """Let laws that are imported from now on find these names in Hypothesis."""
    vars(hypothesis).update(given=given, assume=assume, example=example, strategies=drawing)
    vars(tests.strategies).update(SETTINGS=_unchanged)


if "FORDELNING_SEED" in os.environ:
    stand_in()
