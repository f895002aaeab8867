"""Ten million seeded cases of the kernel against a slow one: `python -m assurance.differential`.

The slow one is the conformance suite's reference, which shares no code with the library: it
computes with `Fraction` and gives units one by one. Whatever the library gives or refuses,
the reference gives or refuses too; what it gives has its certificate, and with one unit
moved it has none. A case is found again by its seed and number. Never here: keys and pots,
which Hypothesis draws (`laws`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from fractions import Fraction
from multiprocessing import Pool
from random import Random
from time import process_time
from typing import Any

from fordelning.apportionment import BY_CODE, REFUSE, Lot, Method, apportion, certify
from fordelning.apportionment.divisor import DIVISORS
from fordelning.errors import CertificateError, FordelningError
from tests.conformance_numbers import Refused
from tests.conformance_units import BY_ITSELF, Units

__all__ = ["case", "compared"]

CASES = 10_000_000
_CHUNK = 10_000
_REFERENCE = Units()
_CODES = tuple(f"{number:02}" for number in range(1, 11))

Case = dict[str, Any]


def case(random: Random) -> Case:
    """Draw a question, as the conformance suite asks it; four of ten by largest remainder."""
    methods = tuple(Method)
    method = methods[0] if random.random() < 0.33 else random.choice(methods)
    bounded = method.value not in BY_ITSELF and random.random() < 0.2
    how_many = random.choice((1, 2, 2, 3, 3, 4, 5, 7, 10))
    weights = _weights(random, how_many)
    total = random.choice((0, 1, random.randrange(8), random.randrange(25), random.randrange(25)))
    # The reference takes long over many units where it gives them one by one.
    one_by_one = bounded or method in DIVISORS
    if random.random() < (0.01 if one_by_one else 0.3):
        total = random.randrange(10 ** random.randrange(3, 19))
    if random.random() < 0.1:
        total = -total
    given: Case = {"method": method.value, "total": str(total), "weights": weights}
    given["ties"] = "by_code"
    if random.random() < 0.4:
        codes = random.sample(_CODES, how_many)
        given["weights"] = dict(zip(codes, weights, strict=True))
        given["ties"] = random.choice(("by_code", "refuse", {"lot": str(random.randrange(99))}))
    if bounded:
        for name in random.sample(("minimum", "maximum"), random.choice((1, 2))):
            most = (abs(total) // how_many + 2) * (2 if name == "maximum" else 1)
            bounds = [str(random.randrange(most)) for _ in weights]
            named = isinstance(given["weights"], dict)
            given[name] = dict(zip(given["weights"], bounds, strict=True)) if named else bounds
    return given


def _weights(random: Random, how_many: int) -> list[str]:
    """Draw weights: alike, small, with zeros, of very different size, or fractions."""
    kind = random.randrange(5)
    drawn = [
        (
            random.choice((1, 1, 2)),
            random.randrange(13),
            random.choice((0, 0, random.randrange(1, 9))),
            random.randrange(10 ** random.randrange(1, 12)),
            Fraction(random.randrange(40), random.randrange(1, 12)),
        )[kind]
        for _ in range(how_many)
    ]
    return [str(each) for each in drawn]


def compared(given: Case) -> str:
    """Return what became of a case: the code of a refusal, or "units".

    Raises:
        AssertionError: the two do not agree, or the certificate is wrong.
    """
    method, ties = Method(given["method"]), _ties(given["ties"])
    weights, total = given["weights"], int(given["total"])
    bounds = {name: _whole(given[name]) for name in ("minimum", "maximum") if name in given}
    try:
        expected = _REFERENCE.apportion(given)
    except Refused as refused:
        try:
            got = apportion(total, weights, method, ties=ties, **bounds)
        except FordelningError as error:
            assert error.code in refused.codes, f"{given}: {error.code}, not {refused.codes}"
            return str(error.code)
        raise AssertionError(f"{given}: {got}, not {refused.codes}") from None
    got = apportion(total, weights, method, ties=ties, **bounds)
    assert got == expected, f"{given}: {got}, not {expected}"
    certify(total, weights, got, method, ties=ties, **bounds)
    places = list(got) if isinstance(got, dict) else range(len(got))
    if len(places) > 1:
        moved = got.copy()
        moved[places[0]] += 1
        moved[places[-1]] -= 1
        try:
            certify(total, weights, moved, method, ties=ties, **bounds)
        except CertificateError:
            return "units"
        raise AssertionError(f"{given}: {moved} has a certificate, not only {got}")
    return "units"


def _ties(given: Any) -> Any:
    return (
        Lot(given["lot"]) if isinstance(given, dict) else BY_CODE if given == "by_code" else REFUSE
    )


def _whole(bound: Any) -> Any:
    if isinstance(bound, dict):
        return {code: int(each) for code, each in bound.items()}
    return [int(each) for each in bound]


def _chunk(seeded: tuple[int, int, int]) -> Counter[str]:
    """Compare the cases of a chunk, and count what became of them by method."""
    seed, chunk, size = seeded
    counts: Counter[str] = Counter()
    for number in range(size):
        name = f"{seed}:{chunk}:{number}"
        given = case(Random(name))
        try:
            counts[f"{given['method']}: {compared(given)}"] += 1
        except Exception as error:
            error.add_note(f"case {name}")
            raise
    return counts


def main() -> int:
    """Compare so many cases; print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--scale", type=float, default=1.0, help="of the cases")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    cases, began = int(options.cases * options.scale), process_time()
    sizes = [min(_CHUNK, cases - start) for start in range(0, cases, _CHUNK)]
    chunks = [(options.seed, number, size) for number, size in enumerate(sizes)]
    if options.jobs == 1:
        counts = sum(map(_chunk, chunks), Counter[str]())
    else:
        with Pool(options.jobs) as pool:
            counts = sum(pool.imap_unordered(_chunk, chunks), Counter[str]())
    for name, count in sorted(counts.items()):
        print(f"{count:>12} {name}")
    seconds = "" if options.jobs > 1 else f", {process_time() - began:.0f} s of the processor"
    print(f"{counts.total()} cases, seed {options.seed}{seconds}: all agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
