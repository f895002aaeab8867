"""The conformance suite: its files, its runner, and that it tells right from wrong."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conformance import run
from fordelning import Method
from fordelning.documents import schema as document_schema
from fordelning.messages import MESSAGES

from .conformance_make import FAMILIES, file_text
from .conformance_mistakes import MISTAKES, Mistake
from .conformance_reference import Reference

ROOT = Path(__file__).parents[1]
SUITE = ROOT / "conformance"
FILES = sorted((SUITE / "cases").glob("*.json"))
CASES = run.load()
BY_ID = {case["id"]: case for case in CASES}
PAGE = (ROOT / "docs" / "conformance.md").read_text("utf-8")

# What stands in a case only to be refused.
REFUSED = [case for case in CASES if "errors" in case]
ANSWERED = [case for case in CASES if "answer" in case]


def inside(value: Any) -> Iterator[Any]:
    """Yield a value and everything in it."""
    yield value
    for each in value if isinstance(value, list) else ():
        yield from inside(each)
    for name, each in value.items() if isinstance(value, dict) else ():
        yield name
        yield from inside(each)


def started(*program: str) -> subprocess.CompletedProcess[str]:
    """Run the suite on a program, as anybody would."""
    command = [sys.executable, str(SUITE / "run.py"), *program]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryFile:
    """ "One file per family, each case with a sentence of rule and where it comes from." """

    def test_is_of_the_schema(self, path: Path) -> None:
        described = json.loads((SUITE / "schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(described)
        jsonschema.validate(
            json.loads(path.read_text("utf-8")), described, jsonschema.Draft202012Validator
        )

    def test_is_written_in_its_one_form(self, path: Path) -> None:
        file = json.loads(path.read_text("utf-8"))
        assert file["family"] == path.stem
        assert path.read_text("utf-8") == file_text(file)

    def test_has_cases_in_order_each_with_a_number_and_a_name(self, path: Path) -> None:
        family, ids = path.stem, [case["id"] for case in CASES if case["family"] == path.stem]
        assert ids == sorted(ids)
        numbers = [id_.removeprefix(f"{family}-").partition("-")[0] for id_ in ids]
        assert list(map(int, numbers)) == list(range(1, len(ids) + 1))

    def test_says_where_expectations_come_from(self, path: Path) -> None:
        said = {case["basis"].partition(":")[0] for case in CASES if case["family"] == path.stem}
        assert said <= ({"agreed by"} if path.stem in FAMILIES else {"by hand", "published"})


class TestTheCases:
    def test_have_ids_of_their_own(self) -> None:
        assert not [
            id_ for id_, count in Counter(case["id"] for case in CASES).items() if count > 1
        ]

    def test_name_errors_that_there_are(self) -> None:
        named = {code for case in REFUSED for code in case["errors"]}
        named |= {code for case in ANSWERED for code in case["answer"].get("problems", ())}
        assert named <= set(MESSAGES)
        assert len(named) > 80
        assert all(case["errors"] == sorted(case["errors"]) for case in REFUSED)

    def test_have_no_number_where_digits_could_be_lost(self) -> None:
        """ "Every number is text." """
        for case in ANSWERED:
            values = [case["answer"], {} if case["op"] == "exact" else case["input"]]
            assert all(isinstance(each, str | dict | list | bool | None) for each in inside(values))
            assert case["op"] == "certify" or True not in list(inside(case["input"]))

    def test_use_every_method_key_measure_and_amount(self) -> None:
        definitions = document_schema()["$defs"]
        wanted = {method.value for method in Method} | {"lot", "refuse", "by_code"}
        for kind in ("key", "measure", "amount"):
            for each in definitions[kind]["anyOf"]:
                wanted |= {each["const"]} if "const" in each else set(each.get("properties", ()))
        used = {
            each for case in ANSWERED for each in inside(case["input"]) if isinstance(each, str)
        }
        assert wanted <= used

    @pytest.mark.parametrize("op", ["allocate", "check"])
    def test_have_documents_of_the_library_s_own_form(self, op: str) -> None:
        validator = jsonschema.Draft202012Validator(document_schema())
        for case in CASES:
            if case["op"] == op:
                validator.validate(case["input"]["agreement"])

    def test_show_documents_that_no_schema_accepts(self) -> None:
        """But for shares that do not add up, which no schema can see."""
        validator = jsonschema.Draft202012Validator(document_schema())
        sound = {
            c["id"]
            for c in CASES
            if c["op"] == "read" and validator.is_valid(c["input"]["document"])
        }
        accepted = {case["id"] for case in ANSWERED if case["op"] == "read"}
        assert sound == accepted | {"documents-19-shares-that-cannot-be"}


class TestTheRunner:
    """ "Compares exactly, and tells passed, failed and unsupported." """

    @pytest.mark.parametrize(
        ("one", "other", "equal"),
        [
            ({"a": ["1"], "b": "2"}, {"b": "2", "a": ["1"]}, True),
            ("1", 1, False),
            (1, True, False),
            (1, 1.0, False),
            (["1", "2"], ["2", "1"], False),
            (["1"], ["1", "2"], False),
            ({"a": "1"}, {"a": "1", "b": "2"}, False),
            ("2/3", "4/6", False),
            (None, None, True),
        ],
    )
    def test_compares_exactly(self, one: Any, other: Any, equal: bool) -> None:
        assert run.same(one, other) is equal
        assert run.same(other, one) is equal

    def judged(self, *lines: str, any_error: bool = False) -> dict[str, tuple[str, str]]:
        cases = [BY_ID["kernel-01-worked-example"], BY_ID["errors-01-no-weights"]]
        found = run.judged(cases, run.answers_in("\n".join(lines)), any_error=any_error)
        return {each.case["id"].partition("-")[0]: (each.outcome, each.why) for each in found}

    def test_takes_right_answers_in_any_order(self) -> None:
        found = self.judged(
            '{"id": "errors-01-no-weights", "errors": ["weights.none"]}',
            "",
            '{"answer": {"units": ["4", "4", "2"]}, "id": "kernel-01-worked-example"}',
        )
        assert found == {"kernel": ("passed", ""), "errors": ("passed", "")}

    def test_tells_what_differs(self) -> None:
        found = self.judged(
            '{"id": "kernel-01-worked-example", "answer": {"units": ["5", "4", "1"]}}',
            '{"id": "errors-01-no-weights", "answer": {"units": []}}',
        )
        assert found["kernel"] == ("failed", '{"answer": {"units": ["5", "4", "1"]}}')
        assert found["errors"] == ("failed", '{"answer": {"units": []}}')

    def test_wants_one_answer_to_each(self) -> None:
        line = '{"id": "kernel-01-worked-example", "answer": {"units": ["4", "4", "2"]}}'
        found = self.judged(line, line)
        assert found["kernel"] == ("failed", "2 answers, where one is expected")
        assert found["errors"] == ("failed", "0 answers, where one is expected")

    def test_takes_any_error_only_where_it_is_asked_to(self) -> None:
        lines = (
            '{"id": "errors-01-no-weights", "errors": ["nobody"]}',
            '{"id": "kernel-01-worked-example", "errors": ["nobody"]}',
        )
        assert {name: each[0] for name, each in self.judged(*lines).items()} == {
            "errors": "failed",
            "kernel": "failed",
        }
        assert {name: each[0] for name, each in self.judged(*lines, any_error=True).items()} == {
            "errors": "passed",
            "kernel": "failed",
        }

    @pytest.mark.parametrize(
        "line",
        ["{", "[]", "5", '{"answer": {}}', '{"id": "a", "id": "b"}', '{"id": "a", "x": NaN}'],
    )
    def test_shows_lines_that_are_no_answers(self, line: str) -> None:
        assert len(run.answers_in(line).unreadable) == 1

    def test_cuts_what_is_long(self) -> None:
        line = json.dumps({"id": "kernel-01-worked-example", "answer": "9" * 2_000})
        assert self.judged(line)["kernel"][1].endswith("9 ...")

    def test_writes_a_table_and_the_first_that_differs_of_each_family(self) -> None:
        verdicts = run.judged(run.load(["ties"]), run.Answers({}, []))
        told = run.report(verdicts)
        assert told.splitlines()[:3] == [
            "family  cases  passed  failed  unsupported",
            "ties       20       0      20            0",
            "all        20       0      20            0",
        ]
        assert "ties: ties-01-by-code" in told
        assert "ties: ties-02" not in told
        assert "ties: ties-02" in run.report(verdicts, every=True)

    def test_writes_questions_and_reads_answers_from_files(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
        assert run.main(["--family", "negative", "--write", str(questions)]) == 0
        asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
        assert [set(each) for each in asked] == [{"id", "op", "input"}] * 13
        given = [json.dumps(Reference().answer(each)) for each in asked]
        answers.write_text("\n".join(given), "utf-8")
        assert run.main(["--family", "negative", "--read", str(answers)]) == 0
        answers.write_text("\n".join(given[1:]), "utf-8")
        assert run.main(["--family", "negative", "--read", str(answers)]) == 1
        assert "negative: negative-01" in capsys.readouterr().out

    def test_says_what_it_cannot_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main(["--", "there-is-no-such-program"]) == 2
        assert run.main(["--family", "none", "--", "true"]) == 2
        assert "there is no such case" in capsys.readouterr().err
        waits = [sys.executable, "-c", "import time; time.sleep(9)"]
        assert run.main(["--timeout", "0.1", "--", *waits]) == 2
        for wrong in ([], ["--write", "a", "--read", "b"]):
            with pytest.raises(SystemExit):
                run.main(wrong)

    def test_fails_a_program_that_answers_nothing_or_breaks_off(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        unsupported = (
            "import json, sys\n"
            "for line in sys.stdin:\n"
            "    print(json.dumps({'id': json.loads(line)['id'], 'unsupported': True}))\n"
        )
        assert run.main(["--", sys.executable, "-c", unsupported]) == 1
        assert run.main(["--case", "kernel-01-worked-example", "--", sys.executable, "-c", ""]) == 1
        right = Reference().answer(BY_ID["kernel-01-worked-example"])
        breaks_off = f"print({json.dumps(json.dumps(right))}); raise SystemExit(3)"
        case = ["--case", "kernel-01-worked-example"]
        assert run.main([*case, "--", sys.executable, "-c", breaks_off]) == 1
        assert "the program ended with 3" in capsys.readouterr().out


class TestImplementations:
    def test_the_library_answers_every_case(self) -> None:
        done = started("--", sys.executable, str(SUITE / "fordelning_adapter.py"))
        assert done.stderr == ""
        *_, last = done.stdout.splitlines()
        assert last.split() == ["all", str(len(CASES)), str(len(CASES)), "0", "0"]
        assert done.returncode == 0

    def test_the_reference_answers_all_but_how_documents_are_read(self) -> None:
        """So whatever is expected was computed twice, by programs that share no code."""
        reference = Reference()
        answers = run.Answers({case["id"]: [reference.answer(case)] for case in CASES}, [])
        verdicts = run.judged(CASES, answers)
        assert not [each for each in verdicts if each.outcome == run.FAILED]
        left = {each.case["family"] for each in verdicts if each.outcome == run.UNSUPPORTED}
        assert left == {"documents"}

    def test_the_reference_ends_where_the_strength_it_looks_for_is_its_first(self) -> None:
        """By hand: c has 129, 365 are left for quotas of 123 1/2 and 247, which is 5 1/2 less
        than they have together; lowered by 2 3/4 each they are 120 3/4 and 244 1/4.
        """
        given: dict[str, Any] = {"method": "largest-remainder", "total": "494"}
        given |= {"weights": {"a": "1", "b": "2", "c": "1"}, "minimum": {"c": "129"}}
        assert Reference().apportion(given) == {"a": 121, "b": 244, "c": 129}

    @pytest.mark.parametrize(
        ("program", "script"),
        [("Rscript", "largest_remainder.R"), ("node", "largest_remainder.mjs")],
    )
    def test_the_examples_pass_where_their_language_is_installed(
        self, program: str, script: str
    ) -> None:
        path = SUITE / "examples" / script
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
        if program == "Rscript":
            wanted = "quit(status = !all(c('gmp', 'jsonlite') %in% rownames(installed.packages())))"
            if subprocess.run([program, "-e", wanted], check=False).returncode:
                pytest.skip("the packages gmp and jsonlite are not installed")
        done = started("--", program, str(path))
        *_, last = done.stdout.splitlines()
        assert last.split() == ["all", str(len(CASES)), "49", "0", str(len(CASES) - 49)]
        assert done.returncode == 0


class TestIndependence:
    """ "The reference shares no code with the library, and the runner needs nothing." """

    def imported(self, path: Path) -> set[str]:
        tree = ast.parse(path.read_text("utf-8"))
        named = {each.name for n in ast.walk(tree) if isinstance(n, ast.Import) for each in n.names}
        return named | {
            f"{'.' * n.level}{n.module}" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)
        }

    def test_the_reference_imports_nothing_but_itself(self) -> None:
        own, todo = set[str](), {"reference"}
        while todo:
            own |= todo
            found = {
                name
                for part in todo
                for name in self.imported(ROOT / "tests" / f"conformance_{part}.py")
            }
            mine = {name for name in found if name.startswith(".conformance_")}
            assert {name.partition(".")[0] for name in found - mine} <= sys.stdlib_module_names
            todo = {name.removeprefix(".conformance_") for name in mine} - own
        assert len(own) == 7

    def test_the_runner_imports_nothing(self) -> None:
        found = self.imported(SUITE / "run.py")
        assert {name.partition(".")[0] for name in found} <= sys.stdlib_module_names


class TestThePage:
    def test_shows_the_example_as_it_is(self) -> None:
        script = (SUITE / "examples" / "largest_remainder.R").read_text("utf-8")
        assert f"```r\n{script}```" in PAGE

    def test_counts_the_cases(self) -> None:
        assert f"has {len(CASES)} cases" in PAGE
        assert f"all                {len(CASES)}     {len(CASES)}       0            0" in PAGE
        assert f"all                {len(CASES)}      49       0          {len(CASES) - 49}" in PAGE

    def test_names_every_family(self) -> None:
        families = {path.stem for path in FILES} - set(FAMILIES)
        assert not [family for family in families if f"`{family}`" not in PAGE]

    def test_has_a_row_for_every_mistake(self) -> None:
        rows = PAGE.partition("| mistake | case |")[2].partition("\n\n")[0].splitlines()[2:]
        assert [row.split("|")[1].strip() for row in rows] == [each.words for each in MISTAKES]


class TestPlantedMistakes:
    """ "Each planted mistake is found by at least one case." """

    @pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.made_by.__name__)
    def test_is_found_by_the_case_that_the_page_names(self, mistake: Mistake) -> None:
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| {mistake.words} |")]
        named = BY_ID[row.split("|")[2].strip(" `")]
        wrong = mistake.made_by()
        assert wrong.answer(named) != Reference().answer(named)
        verdicts = run.judged([named], run.Answers({named["id"]: [wrong.answer(named)]}, []))
        assert [each.outcome for each in verdicts] == [run.FAILED]
        assert named["family"] == mistake.family

    def test_is_found_by_the_runner(self) -> None:
        words = MISTAKES[0].words
        done = started(
            "--family", "kernel", "--", sys.executable, "-m", "tests.conformance_mistakes", words
        )
        assert done.returncode == 1
        assert "kernel: kernel-01-worked-example" in done.stdout
