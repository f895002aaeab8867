"""Make the random cases of the conformance suite, and write its files in their one form.

    python -m tests.conformance_make

A case is written only when the library and the slow reference give the same; where votelib
is installed and knows the method, it is asked too. Who agreed stands in the case. Never
here: cases by hand, which stand in their files alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

from conformance import fordelning_adapter

from .conformance_reference import Reference
from .conformance_units import DIVISORS

CASES = Path(__file__).parents[1] / "conformance" / "cases"
FORM = "fordelning-conformance/1"
WIDTH = 100

Asked = tuple[str, str, str, dict[str, Any]]
"""A name, the rule, the kind of question and its input."""

QUOTA = "The quota of each is total · weight / sum of the weights."
RULES = {
    "largest-remainder": f"{QUOTA} Round every quota down, then give one unit each to the largest "
    "remainders.",
    "nearest": f"{QUOTA} Round every quota to the nearest unit, halves up.",
    "floor": f"{QUOTA} Round every quota down.",
    "nearest-then-largest": f"{QUOTA} Round every quota to the nearest unit, halves up; the "
    "largest quota takes what that misses.",
    "nearest-then-last": f"{QUOTA} Round every quota to the nearest unit, halves up; the last in "
    "order of code with a quota above zero takes what that misses.",
    "sainte-lague": "Each unit goes to the largest quotient of weight and 1/2, 1 1/2, 2 1/2, ...",
    "sainte-lague-1.2": "Each unit goes to the largest quotient of weight and 0.6, 1 1/2, 2 1/2, "
    "...",
    "sainte-lague-1.4": "Each unit goes to the largest quotient of weight and 0.7, 1 1/2, 2 1/2, "
    "...",
    "dhondt": "Each unit goes to the largest quotient of weight and 1, 2, 3, ...",
    "adams": "Each unit goes to the largest quotient of weight and 0, 1, 2, ..., so everyone with "
    "a weight has one first.",
    "huntington-hill": "Each unit goes to the largest quotient of weight and the geometric mean "
    "of k - 1 and k, so everyone with a weight has one first.",
    "dean": "Each unit goes to the largest quotient of weight and the harmonic mean of k - 1 and "
    "k, so everyone with a weight has one first.",
}


def formatted(value: Any, indent: int = 0, before: int = 0) -> str:
    """Write JSON so that what fits on a line stands on one."""
    short = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or before + len(short) <= WIDTH:
        return short
    inner = " " * (indent + 2)
    if isinstance(value, list):
        parts = [formatted(each, indent + 2, indent + 3) for each in value]
        ends = "[]"
        if not any(isinstance(each, dict | list) for each in value):
            return "[\n" + filled(parts, inner) + "\n" + " " * indent + "]"
    else:
        names = [json.dumps(name, ensure_ascii=False) for name in value]
        parts = [
            f"{name}: {formatted(each, indent + 2, indent + len(name) + 5)}"
            for name, each in zip(names, value.values(), strict=True)
        ]
        ends = "{}"
        if all(isinstance(each, str) for each in value.values()) and len(value) > 6:
            return "{\n" + filled(parts, inner) + "\n" + " " * indent + "}"
    return f"{ends[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{' ' * indent}{ends[1]}"


def filled(parts: list[str], inner: str) -> str:
    """Put short parts next to each other, as many as a line holds."""
    lines = [inner]
    for place, part in enumerate(parts):
        piece = part + ("," if place + 1 < len(parts) else "")
        if len(lines[-1]) + len(piece) > WIDTH and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append(inner)
        lines[-1] += f"{piece} "
    return "\n".join(line.rstrip() for line in lines)


def file_text(file: dict[str, Any]) -> str:
    """Write a file of cases: one field of a case on a line, as far as they fit."""
    cases = ",\n".join(
        "    {\n"
        + ",\n".join(
            f'      "{name}": {formatted(value, 6, 10 + len(name))}' for name, value in case.items()
        )
        + "\n    }"
        for case in file["cases"]
    )
    head = {name: value for name, value in file.items() if name != "cases"}
    told = ",\n".join(
        f'  "{name}": {json.dumps(v, ensure_ascii=False)}' for name, v in head.items()
    )
    return f'{{\n{told},\n  "cases": [\n{cases}\n  ]\n}}\n'


def people(random: Random, least: int = 2, most: int = 7) -> list[str]:
    """Draw codes."""
    return [f"{code:02}" for code in range(1, random.randint(least, most) + 1)]


def weight(random: Random, size: int) -> str:
    """Draw a weight: a count, now and then a fraction of it or nothing."""
    kind = random.randrange(8)
    if kind == 0:
        return "0"
    if kind == 1:
        return f"{random.randint(1, size)}/{random.randint(2, 12)}"
    if kind == 2:
        return f"{random.randint(0, size)},{random.randint(1, 99):02}"
    return str(random.randint(1, size))


def shared(random: Random, method: str, most: int) -> dict[str, Any]:
    """Draw a total and weights for a method."""
    codes, size = people(random), random.choice([9, 99, 10**6])
    weights = {code: weight(random, size) for code in codes}
    weights[codes[0]] = str(random.randint(1, size))
    total = random.randint(most // 2, most)
    return {"total": str(total), "weights": weights, "method": method}


def kernel(random: Random) -> Iterator[Asked]:
    """Draw largest remainder, up to totals far beyond 2^53."""
    for digits in (1, 2, 2, 3, 6, 12, 17, 20, 30):
        method = "largest-remainder"
        yield f"to-10-{digits}", RULES[method], "apportion", shared(random, method, 10**digits)


def nearest(random: Random) -> Iterator[Asked]:
    """Draw the methods that round each quota by itself."""
    for method in ("nearest", "floor", "nearest-then-largest", "nearest-then-last"):
        for digits in (2, 17):
            yield method, RULES[method], "apportion", shared(random, method, 10**digits)


def divisors(random: Random) -> Iterator[Asked]:
    """Draw divisor methods, small and beyond 2^53."""
    for method in DIVISORS:
        for digits in (2, 17):
            name = f"{method.replace('.', '-')}-to-10-{digits}"
            yield name, RULES[method], "apportion", shared(random, method, 10**digits)


def limits(random: Random) -> Iterator[Asked]:
    """Draw bounds on units that can be kept."""
    for method in ("largest-remainder", "sainte-lague", "dhondt", "huntington-hill"):
        given = shared(random, method, 60)
        size = int(given["total"]) // len(given["weights"])
        codes = sorted(given["weights"])
        given["minimum"] = {code: str(random.randint(0, size)) for code in codes[1::2]}
        given["maximum"] = {codes[-1]: str(size + random.randint(0, 3))}
        rule = f"{RULES[method]} Nobody gets fewer than the minimum or more than the maximum."
        yield method, rule, "apportion", given


def figures(random: Random, codes: list[str]) -> list[dict[str, Any]]:
    """Draw people by age."""
    ages = {
        code: {label: str(random.randint(0, 900)) for label in ("0-17", "18-25", "26+")}
        for code in codes
    }
    ages[codes[0]]["0-17"] = "17"
    return [{"level": "skola", "date": "2020-12-31", "ages": ages}]


def tree(random: Random, codes: list[str], depth: int) -> Any:
    """Draw a key that uses up what it is given."""
    kind = random.randrange(8 if depth else 3)
    if kind == 0:
        return random.choice(["per_capita", "equal"])
    if kind == 1:
        return {"age_weighted": {"0-17": f"{random.randint(1, 9)}/4", "18+": "1"}}
    if kind == 2:
        return {"proportional": {"sum": ["population", {"constant": str(random.randint(1, 99))}]}}
    inner = tree(random, codes, depth - 1)
    if kind == 3:
        return {"only": {"codes": codes[: random.randint(1, len(codes))], "key": inner}}
    if kind == 4:
        share = f"{random.randint(1, 99)}/{100 * len(codes)}"
        return {"then": [{"fixed": {"share_of": share}}, inner]}
    if kind == 5:
        cap = f"{random.randint(100 // len(codes) + 2, 99)} %"
        floor = {"share_of": f"{random.randint(0, 99 // len(codes))} %"}
        within = {"key": "equal", "floor": floor, "cap": {"share_of": cap}}
        return {"bounded": {**within, "paid_by": {"constant": "1"}}}
    twelfths = random.randint(0, 12)
    other = tree(random, codes, depth - 1)
    parts = ((f"{twelfths}/12", inner), (f"{12 - twelfths}/12", other))
    return {"split": [{"share": size, "key": key} for size, key in parts]}


def keys(random: Random) -> Iterator[Asked]:
    """Draw trees of keys."""
    for _ in range(8):
        codes = people(random, 2, 4)
        yield (
            "tree",
            "A key gives exact quotas and a rest, which together are what it was given: each key "
            "in the tree as its own rule says.",
            "quotas",
            {
                "key": tree(random, codes, 3),
                "amount": str(random.randint(1, 10 ** random.randint(2, 17))),
                "level": "skola",
                "population": figures(random, codes),
            },
        )


def bounded(random: Random) -> Iterator[Asked]:
    """Draw floors and caps that can be kept."""
    for _ in range(6):
        codes = people(random, 3, 6)
        size = 1000 // len(codes)
        counts = {code: str(random.randint(1, 99)) for code in codes}
        within = {
            "key": "per_capita",
            "floor": f"{random.randint(1, size)} kr",
            "cap": f"{size + random.randint(1, 200)} kr",
        }
        yield (
            "floor-and-cap",
            "Bounded: quota = clamp(x + t · x, floor, cap), where x is what the key gives and t "
            "the number that makes the quotas add up to the amount.",
            "quotas",
            {
                "key": {"bounded": within},
                "amount": "100000",
                "level": "skola",
                "population": [{"level": "skola", "date": "2020-12-31", "counts": counts}],
            },
        )


def nested(random: Random) -> Iterator[Asked]:
    """Draw nested pots, rounded from the top down."""
    for _ in range(4):
        codes = people(random, 5, 9)
        parents = {code: random.choice(["inland", "kust"]) for code in codes}
        parents.update({codes[0]: "inland", codes[1]: "kust"})
        ore = random.randint(10, 10**6)
        amount = f"{ore // 100},{ore % 100:02} kr"
        key = {"nested": {"through": "område", "upper": "equal", "lower": "per_capita"}}
        counts = {code: str(random.randint(1, 99)) for code in codes}
        yield (
            "top-down",
            "Nested: parents first, then inside each, exact; rounded from the top down by largest "
            "remainder, so that children add up to what their parent has.",
            "allocate",
            {
                "agreement": {
                    "schema": "fordelning/1",
                    "id": "a",
                    "title": "A",
                    "total": amount,
                    "pot": [{"id": "p", "amount": amount, "to": "skola", "key": key}],
                },
                "population": [
                    {"level": "skola", "date": "2020-12-31", "counts": counts},
                    {"level": "skola", "codes": codes, "parents": parents},
                    {"level": "område", "codes": ["inland", "kust"]},
                ],
            },
        )


FAMILIES: dict[str, Callable[[Random], Iterator[Asked]]] = {
    "random-bounded": bounded,
    "random-divisors": divisors,
    "random-kernel": kernel,
    "random-keys": keys,
    "random-limits": limits,
    "random-nearest": nearest,
    "random-nested": nested,
}


def votelib_says(given: dict[str, Any]) -> dict[str, str] | None:
    """Ask votelib; None where it does not know the method, or leaves a tie open."""
    votelib = import_module("votelib.evaluate.proportional")
    method, total = given["method"], int(given["total"])
    # It gives units one by one, but for largest remainder.
    most = {"largest-remainder": total, "sainte-lague": 10_000, "dhondt": 10_000}
    most |= {"sainte-lague-1.2": 10_000, "sainte-lague-1.4": 10_000}
    if "minimum" in given or total > most.get(method, 0):
        return None
    exact = Reference().exact
    votes = {code: exact(each) for code, each in given["weights"].items() if exact(each)}
    if method == "largest-remainder":
        evaluator = votelib.LargestRemainder(lambda votes, seats: Fraction(votes) / seats)
    else:
        evaluator = votelib.HighestAverages(lambda order: DIVISORS[method](order + 1))
    found = evaluator.evaluate(votes, total)
    if not all(isinstance(code, str) for code in found):
        return None
    return {code: str(found.get(code, 0)) for code in given["weights"]}


def agreed(op: str, given: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the answer, and who gives it: the library, the reference, and votelib if it can."""
    question = {"id": "", "op": op, "input": given}
    mine, other = Reference().answer(question), fordelning_adapter.answer(question)
    if mine != other:
        raise AssertionError(f"{question}\n{mine}\n{other}")
    by = "agreed by: fordelning and the slow reference (tests/conformance_reference.py)"
    del mine["id"]
    if op == "apportion":
        try:
            said = votelib_says(given)
        except ModuleNotFoundError:
            said = None
        if said is not None:
            if mine != {"answer": {"units": said}}:
                raise AssertionError(f"{question}\n{mine}\nvotelib: {said}")
            by += f" and votelib {version('votelib')}"
    return mine, by


def made(family: str) -> dict[str, Any]:
    """Make a file of random cases that all agree on."""
    cases = []
    for number, (name, rule, op, given) in enumerate(FAMILIES[family](Random(family)), 1):
        answer, by = agreed(op, given)
        told = {"id": f"{family}-{number:02}-{name}", "rule": rule, "op": op, "input": given}
        cases.append({**told, **answer, "basis": by})
    about = "Random cases, each computed by several implementations that share no code."
    return {"form": FORM, "family": family, "about": about, "cases": cases}


def main() -> None:
    """Write the random families."""
    for family in FAMILIES:
        (CASES / f"{family}.json").write_text(file_text(made(family)), "utf-8")


if __name__ == "__main__":
    main()
