"""Ask a program the cases of the suite, and tell which of its answers are right.

    python conformance/run.py -- your-program its-arguments
    python conformance/run.py --write questions.jsonl      for programs that read files
    python conformance/run.py --read answers.jsonl         and write files

README.md beside this file says how questions and answers are written. Never here: any rule
of distribution, or anything but Python's standard library.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

__all__ = ["Answers", "Case", "Verdict", "answers_in", "ask", "judged", "load", "main", "report"]

CASES = Path(__file__).parent / "cases"
PASSED, FAILED, UNSUPPORTED = "passed", "failed", "unsupported"
_SHOWN = 1_000

Case = dict[str, Any]
"""A case as its file has it, and the name of its family."""


class Verdict(NamedTuple):
    """What became of one case; `why` is empty where there is nothing to say."""

    case: Case
    outcome: str
    why: str = ""


class Answers(NamedTuple):
    """The answers of a program by the id of the case, and the lines that are none."""

    by_id: dict[str, list[dict[str, Any]]]
    unreadable: list[str]


def load(families: Iterable[str] = (), ids: Iterable[str] = ()) -> list[Case]:
    """Read the cases of some families, or of all; of these, those with some ids, or all."""
    wanted, chosen = set(families), set(ids)
    cases: list[Case] = []
    for path in sorted(CASES.glob("*.json")):
        file = json.loads(path.read_text("utf-8"))
        if not wanted or file["family"] in wanted:
            cases += [{**case, "family": file["family"]} for case in file["cases"]]
    return [case for case in cases if not chosen or case["id"] in chosen]


def question(case: Case) -> str:
    """Write the line that a program is asked a case by."""
    return json.dumps({name: case[name] for name in ("id", "op", "input")}, ensure_ascii=False)


def ask(command: Sequence[str], cases: Iterable[Case], timeout: float | None = None) -> Answers:
    """Start the program, give it all questions, and read its answers when it has ended."""
    lines = "".join(f"{question(case)}\n" for case in cases)
    done = subprocess.run(
        command, input=lines.encode(), stdout=subprocess.PIPE, timeout=timeout, check=False
    )
    answers = answers_in(done.stdout.decode("utf-8", "replace"))
    if done.returncode:
        answers.unreadable.append(f"the program ended with {done.returncode}")
    return answers


def answers_in(text: str) -> Answers:
    """Read answers, one JSON object on each line that is not empty."""
    found = Answers({}, [])
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            answer = json.loads(line, object_pairs_hook=_once, parse_constant=_no_number)
            found.by_id.setdefault(answer["id"], []).append(answer)
        except (ValueError, KeyError, TypeError) as error:
            found.unreadable.append(f"{line[:_SHOWN]}\n    {type(error).__name__}: {error}")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return table


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def same(one: object, other: object) -> bool:
    """Compare exactly: a text is no number, 1 is neither true nor 1.0; order of names is free."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def judged(cases: Iterable[Case], answers: Answers, *, any_error: bool = False) -> list[Verdict]:
    """Compare each case with its answer."""
    given = answers.by_id
    return [_judge(case, given.get(case["id"], []), any_error=any_error) for case in cases]


def _judge(case: Case, answers: list[dict[str, Any]], *, any_error: bool) -> Verdict:
    if len(answers) != 1:
        return Verdict(case, FAILED, f"{len(answers)} answers, where one is expected")
    given = {name: value for name, value in answers[0].items() if name != "id"}
    if given.get("unsupported") is True:
        return Verdict(case, UNSUPPORTED)
    expected = {name: case[name] for name in ("answer", "errors") if name in case}
    if any_error and "errors" in expected and isinstance(given.get("errors"), list):
        return Verdict(case, PASSED)
    return Verdict(case, PASSED) if same(given, expected) else Verdict(case, FAILED, _short(given))


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ..."


def report(verdicts: Sequence[Verdict], *, every: bool = False) -> str:
    """Write a table of the families, and the first case of each that differs, or all."""
    families = list(dict.fromkeys(each.case["family"] for each in verdicts))
    width = max(map(len, [*families, "family"]))
    lines = [f"{'family':{width}}  cases  passed  failed  unsupported"]
    for name in [*families, "all"]:
        outcomes = [each.outcome for each in verdicts if name in (each.case["family"], "all")]
        passed, failed, left = map(outcomes.count, (PASSED, FAILED, UNSUPPORTED))
        lines.append(f"{name:{width}}  {len(outcomes):5}  {passed:6}  {failed:6}  {left:11}")
    for name in families:
        failures = [v for v in verdicts if v.case["family"] == name and v.outcome == FAILED]
        for each in failures if every else failures[:1]:
            lines += ["", *_told(each)]
    return "\n".join(lines)


def _told(verdict: Verdict) -> list[str]:
    case = verdict.case
    expected = {name: case[name] for name in ("answer", "errors") if name in case}
    return [
        f"{case['family']}: {case['id']}",
        f"  rule      {case['rule']}",
        f"  op        {case['op']}",
        f"  input     {_short(case['input'])}",
        f"  expected  {_short(expected)}",
        f"  answered  {verdict.why}",
    ]


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--family", action="append", default=[], help="only this one; repeatable")
    parser.add_argument("--case", action="append", default=[], help="only this id; repeatable")
    parser.add_argument("--every", action="store_true", help="show every case that differs")
    parser.add_argument(
        "--any-error", action="store_true", help="take any error where one is expected"
    )
    parser.add_argument("--timeout", type=float, help="seconds that the program may take")
    parser.add_argument("--write", type=Path, help="write the questions to a file, and end")
    parser.add_argument("--read", type=Path, help="read the answers from a file")
    parser.add_argument("command", nargs="*", help="the program, after --")
    chosen = parser.parse_args(given)
    if sum(map(bool, (chosen.write, chosen.read, chosen.command))) != 1:
        parser.error("give a program after --, or --write FILE, or --read FILE")
    return chosen


def main(given: Sequence[str] | None = None) -> int:
    """Run the suite; return 0 if nothing differs, 1 if something does, 2 if it cannot be run."""
    chosen = _arguments(given)
    cases = load(chosen.family, chosen.case)
    if not cases:
        print("there is no such case", file=sys.stderr)
        return 2
    if chosen.write:
        chosen.write.write_text("".join(f"{question(case)}\n" for case in cases), "utf-8")
        return 0
    try:
        answers = (
            answers_in(chosen.read.read_text("utf-8"))
            if chosen.read
            else ask(chosen.command, cases, chosen.timeout)
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return 2
    verdicts = judged(cases, answers, any_error=chosen.any_error)
    print(report(verdicts, every=chosen.every))
    for each in answers.unreadable:
        print(f"\nnot an answer: {each}")
    outcomes = {each.outcome for each in verdicts}
    return 0 if PASSED in outcomes and FAILED not in outcomes and not answers.unreadable else 1


if __name__ == "__main__":
    sys.exit(main())
