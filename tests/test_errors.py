"""The error tree: a stable code and a three-part message for each error."""

import ast
import builtins
import copy
import pickle
import re
import string
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

import fordelning
from fordelning import errors
from fordelning.apportionment import REFUSE, Method, apportion, certify
from fordelning.canonical import digest, form
from fordelning.errors import (
    BandError,
    CertificateError,
    FordelningError,
    InfeasibleError,
    InputTypeError,
    InputValueError,
    MissingFigureError,
    PopulationError,
    ResidualError,
    RoundingUnitError,
    TieError,
    UnknownCodeError,
    WeightError,
    nearest,
    raise_problems,
    several,
)
from fordelning.exact import Vector, exact
from fordelning.measures import (
    Scope,
    ages,
    as_amount,
    as_measure,
    clamp,
    constant,
    indicator,
    marginal,
    population,
    quotas_of,
    share,
    steps,
    summed,
    table,
)
from fordelning.measures.scope import PotQuotas
from fordelning.messages import MESSAGES
from fordelning.money import Money, kr
from fordelning.population import AgeClass, Population, Sex
from fordelning.register import Recipient, Register, swedish
from fordelning.register.bodies import Kommun
from fordelning.rounding import Rounding
from fordelning.source import Source

SOURCES = Path(fordelning.__file__).parent
LOWER_FLOORS = (
    "sentences",
    "exact",
    "canonical",
    "source",
    "money",
    "rounding",
    "apportionment",
    "register",
    "population",
    "measures",
)
DAY = date(2020, 12, 31)
KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, FordelningError)
}


def counts(figures, **more):
    return Population.from_counts(figures, date=DAY, source="SCB", **more)


def by_age(figures):
    return Population.from_ages(figures, date=DAY, source="SCB")


def scope():
    return Scope(("a", "b"), "x", counts({"a": 1, "b": 0}, level="x"), DAY)


class Case(NamedTuple):
    """An error, how to provoke it, and what its values and words must be."""

    code: str
    kind: type[FordelningError]
    base: type[Exception]
    provoke: Callable[[], object]
    values: dict[str, object]
    said: str


CASES = [
    Case(
        "number.float",
        InputTypeError,
        TypeError,
        lambda: exact(0.1),  # type: ignore[arg-type]
        {"value": "0.1"},
        "a float is not exact: 0.1",
    ),
    Case(
        "number.bool",
        InputTypeError,
        TypeError,
        lambda: exact(True),
        {"value": "True"},
        "a bool is not a number: True",
    ),
    Case(
        "number.type",
        InputTypeError,
        TypeError,
        lambda: exact(b"1"),  # type: ignore[arg-type]
        {"value": "b'1'", "type": "bytes"},
        "b'1' (bytes)",
    ),
    Case(
        "number.not_finite",
        InputValueError,
        ValueError,
        lambda: exact(Decimal("-Infinity")),
        {"value": "-Infinity"},
        "-Infinity is not a finite number",
    ),
    Case(
        "number.too_large",
        InputValueError,
        ValueError,
        lambda: exact(Decimal("1e999999999")),
        {"digits": 999999999, "longest": 200},
        "a Decimal of 999 999 999 digits",
    ),
    Case(
        "money.share",
        InputValueError,
        ValueError,
        lambda: kr("22 %"),
        {"value": "'22 %'"},
        "'22 %' is a share and not an amount",
    ),
    Case(
        "weights.type",
        InputTypeError,
        TypeError,
        lambda: apportion(10, "662"),
        {"value": "'662'", "type": "str"},
        "not '662' (str)",
    ),
    Case(
        "method.type",
        InputTypeError,
        TypeError,
        lambda: apportion(10, [1], "hamilton"),  # type: ignore[call-overload]
        {"value": "'hamilton'", "type": "str"},
        "'hamilton' (str) is not a method",
    ),
    Case(
        "indicator.empty",
        InputValueError,
        ValueError,
        lambda: indicator(""),
        {"value": "''"},
        "an indicator has a name, not ''",
    ),
    Case(
        "number.text",
        InputValueError,
        ValueError,
        lambda: exact("1e6"),
        {"value": "'1e6'"},
        "'1e6' cannot be read",
    ),
    Case(
        "number.too_long",
        InputValueError,
        ValueError,
        lambda: exact("9" * 1234),
        {"length": 1234, "longest": 200},
        "a number of 1 234 characters is longer than the 200",
    ),
    Case(
        "number.zero_denominator",
        InputValueError,
        ValueError,
        lambda: exact("7/0"),
        {"value": "'7/0'"},
        "'7/0' divides by zero",
    ),
    Case(
        "vector.sign",
        InputValueError,
        ValueError,
        lambda: Vector(-3, 4, (1,)),
        {"numerator": -3, "denominator": 4},
        "-3 / 4",
    ),
    Case(
        "canonical.type",
        InputTypeError,
        TypeError,
        lambda: form([0.5]),
        {"value": "0.5", "type": "float"},
        "0.5 (float)",
    ),
    Case(
        "canonical.text",
        InputValueError,
        ValueError,
        lambda: digest(("Sk\udce5ne", 1)),
        {"value": "'[\"Sk\\udce5'"},
        "holds half of a character",
    ),
    Case(
        "money.ore",
        InputTypeError,
        TypeError,
        lambda: Money("5"),  # type: ignore[arg-type]
        {"value": "'5'", "type": "str"},
        "'5' (str)",
    ),
    Case(
        "money.not_text",
        InputTypeError,
        TypeError,
        lambda: Money.parse(5),  # type: ignore[arg-type]
        {"value": "5", "type": "int"},
        "5 (int)",
    ),
    Case(
        "money.no_unit",
        InputValueError,
        ValueError,
        lambda: Money.parse("5 euro"),
        {"value": "'5 euro'"},
        "'5 euro' is not an amount",
    ),
    Case(
        "money.point",
        InputValueError,
        ValueError,
        lambda: kr("1.716"),
        {"value": "'1.716'"},
        "'1.716'",
    ),
    Case(
        "money.not_whole_ore",
        InputValueError,
        ValueError,
        lambda: kr("0,125"),
        {"value": "'0,125'", "ore": Fraction(25, 2)},
        "'0,125' is 12,5 öre",
    ),
    Case(
        "money.divided",
        InputTypeError,
        TypeError,
        lambda: kr(5) / 3,  # type: ignore[operator]
        {"money": kr(5), "by": "3"},
        "5,00 kr cannot be divided by 3",
    ),
    Case(
        "money.expected",
        InputTypeError,
        TypeError,
        lambda: as_amount(5),  # type: ignore[arg-type]
        {"value": "5", "type": "int"},
        "5 (int) is not money",
    ),
    Case(
        "total.type",
        InputTypeError,
        TypeError,
        lambda: apportion(2.5, [1]),  # type: ignore[call-overload]
        {"value": "2.5", "type": "float"},
        "2.5 (float)",
    ),
    Case(
        "code.type",
        InputTypeError,
        TypeError,
        lambda: Recipient(114),  # type: ignore[arg-type]
        {"value": "114", "type": "int"},
        "114 (int)",
    ),
    Case(
        "codes.text",
        InputTypeError,
        TypeError,
        lambda: Population.of("01", level="x"),
        {"value": "'01'"},
        "'01' is one text",
    ),
    Case(
        "code.unknown",
        UnknownCodeError,
        LookupError,
        lambda: counts({"9": 5}, level="lan"),
        {"level": "lan", "codes": ("9",), "date": DAY, "near": "; did you mean '09'?"},
        "nobody at level 'lan' has the code 9 on 2020-12-31",
    ),
    Case(
        "code.outside",
        UnknownCodeError,
        LookupError,
        lambda: as_amount({"b": kr(1)}).ore(Fraction(0), scope().only(["a"])),
        {"codes": ("b",), "key": "{'b': kr(\"1\")}"},
        "b stand outside the recipients that {'b': kr(\"1\")} distributes to",
    ),
    Case(
        "band.order",
        BandError,
        ValueError,
        lambda: ages(25, 7),
        {"band": "25-7", "low": 25, "high": 7},
        "the ages 25-7 are no band",
    ),
    Case(
        "band.type",
        InputTypeError,
        TypeError,
        lambda: ages(0, 25.5),  # type: ignore[arg-type]
        {"value": "25.5"},
        "not 25.5",
    ),
    Case(
        "band.class",
        BandError,
        ValueError,
        lambda: by_age({("01", "alla"): 1}),
        {"value": "'alla'"},
        "'alla' is not an age class",
    ),
    Case(
        "band.cut",
        BandError,
        ValueError,
        lambda: by_age({("01", "20-29"): 1}).figures(
            ("01",), level="lan", date=DAY, band=AgeClass(0, 25)
        ),
        {"band": "0-25", "classes": ("20-29",)},
        "the band 0-25 cuts the age class 20-29",
    ),
    Case(
        "band.missing",
        BandError,
        ValueError,
        lambda: by_age({("01", "20-25"): 1}).figures(
            ("01",), level="lan", date=DAY, band=AgeClass(0, 25)
        ),
        {"ages": ("0-19",), "level": "lan"},
        "no figures for the ages 0-19 at level 'lan'",
    ),
    Case(
        "cell.negative",
        InputValueError,
        ValueError,
        lambda: counts({"01": -5}),
        {"cell": "01", "value": -5},
        "01 is -5",
    ),
    Case(
        "cell.float",
        InputTypeError,
        TypeError,
        lambda: counts({"01": 5.0}),
        {"cell": "01", "value": "5.0"},
        "01 is the float 5.0",
    ),
    Case(
        "cell.type",
        InputTypeError,
        TypeError,
        lambda: counts({"01": ".."}),
        {"cell": "01", "value": "'..'", "type": "str"},
        "01 is '..' (str)",
    ),
    Case(
        "cell.key",
        InputTypeError,
        TypeError,
        lambda: by_age({"01": 1}),
        {"value": "'01'"},
        "'01' does not name a cell",
    ),
    Case(
        "cell.twice",
        PopulationError,
        ValueError,
        lambda: by_age({("01", 0): 1, ("01", "0"): 1}),
        {"cell": "01, age 0"},
        "01, age 0 stands twice",
    ),
    Case(
        "cell.missing",
        PopulationError,
        ValueError,
        lambda: by_age({("01", 0): 1, ("01", 1): 1, ("03", 0): 1}),
        {"recipient": "03", "classes": ("1",)},
        "03 has no figure for the ages 1",
    ),
    Case(
        "class.overlap",
        PopulationError,
        ValueError,
        lambda: by_age({("01", "0-25"): 1, ("01", "20+"): 1}),
        {"first": "0-25", "second": "20+"},
        "0-25 and 20+ overlap",
    ),
    Case(
        "cell.conflict",
        PopulationError,
        ValueError,
        lambda: counts({"01": 1}) | counts({"01": 2}),
        {"date": DAY, "level": "lan", "cells": ("01",)},
        "two tables of 2020-12-31 at level 'lan' differ for 01",
    ),
    Case(
        "level.needed",
        UnknownCodeError,
        LookupError,
        lambda: counts({"norra": 1}),
        {"codes": ("norra",)},
        "norra are no codes of the Swedish register",
    ),
    Case(
        "population.empty",
        PopulationError,
        ValueError,
        lambda: counts({}),
        {},
        "the population has no figures",
    ),
    Case(
        "population.date",
        InputTypeError,
        TypeError,
        lambda: Population.from_counts({"01": 1}, date="2020", source="SCB"),  # type: ignore[arg-type]
        {"value": "'2020'", "type": "str"},
        "'2020' (str)",
    ),
    Case(
        "figure.perturbed",
        MissingFigureError,
        LookupError,
        lambda: counts({"0114": 1}, perturbed=True).figures(("01",), level="lan", date=DAY),
        {"table": "folkmängd, kommun 2020-12-31, perturbed"},
        "those of folkmängd, kommun 2020-12-31, perturbed must not be added up",
    ),
    Case(
        "parents.type",
        InputTypeError,
        TypeError,
        lambda: Population.of(["a"], level="skola", parents=["a"]),  # type: ignore[arg-type]
        {"value": "['a']"},
        "parents are a mapping from child to parent, both codes, not ['a']",
    ),
    Case(
        "parents.swedish",
        InputValueError,
        ValueError,
        lambda: Population.of(["0114"], level="kommun", date=DAY, parents={"0114": "01"}),
        {"level": "kommun"},
        "the parents at level 'kommun' are the register's",
    ),
    Case(
        "parents.unknown",
        UnknownCodeError,
        LookupError,
        lambda: Population.of(["a"], level="skola", parents={"b": "x"}),
        {"codes": ("b",)},
        "parents are named for b, who are not among the recipients",
    ),
    Case(
        "parents.two",
        PopulationError,
        ValueError,
        lambda: (
            Population.of(["a"], level="skola", parents={"a": "x"})
            | Population.of(["a"], level="skola", parents={"a": "y"})
        ),
        {"child": "a", "first": "x", "second": "y"},
        "a has two parents, x and y",
    ),
    Case(
        "quoted.type",
        InputTypeError,
        TypeError,
        lambda: quotas_of(5),  # type: ignore[arg-type]
        {"value": "5", "type": "int"},
        "a pot is named by its id, not by 5 (int)",
    ),
    Case(
        "quoted.empty",
        InputValueError,
        ValueError,
        lambda: quotas_of(""),
        {},
        "quotas_of names no pot",
    ),
    Case(
        "quoted.outside",
        WeightError,
        ValueError,
        lambda: quotas_of("p").vector(Scope(("01",), "lan", counts({"01": 1}), DAY)),
        {"measure": "quotas_of('p')"},
        "quotas_of('p') has no outcome to read",
    ),
    Case(
        "quoted.missing",
        WeightError,
        ValueError,
        lambda: quotas_of("p").vector(
            Scope(
                ("01",),
                "lan",
                counts({"01": 1}),
                DAY,
                quotas=(PotQuotas("p", "region", (("03", Fraction(1)),)),),
            )
        ),
        {"measure": "quotas_of('p')", "recipients": ("01",)},
        "quotas_of('p') has no quota for 01",
    ),
    Case(
        "quoted.level",
        WeightError,
        ValueError,
        lambda: quotas_of("p").vector(
            Scope(("01",), "lan", counts({"01": 1}), DAY, quotas=(PotQuotas("p", "skola", ()),))
        ),
        {"measure": "quotas_of('p')", "level": "lan", "other": "skola"},
        "quotas_of('p') is of level 'skola', and is used at level 'lan'",
    ),
    Case(
        "figure.orphans",
        MissingFigureError,
        LookupError,
        lambda: summed(constant(1), over="klass").vector(
            Scope(
                ("a",),
                "skola",
                Population.of(["1", "2"], level="klass", parents={"1": "a"})
                | Population.of(["a"], level="skola"),
            )
        ),
        {"parts": ("2",), "level": "klass"},
        "leaves out 2 at level 'klass', who are part of nobody",
    ),
    Case(
        "figure.no_parts",
        MissingFigureError,
        LookupError,
        lambda: summed(population(), over="klass").vector(
            Scope(("a", "b"), "skola", Population.of(["a", "b"], level="skola"))
        ),
        {"level": "klass", "recipients": ("a", "b")},
        "summed(population(), over='klass') has nothing to add up for a, b: nobody at level "
        "'klass' is a part",
    ),
    Case(
        "indicator.name",
        InputValueError,
        ValueError,
        lambda: Population.from_values("folkmängd", {"01": 1}, date=DAY, source="s"),
        {"value": "'folkmängd'"},
        "'folkmängd' cannot be the name of an indicator",
    ),
    Case(
        "source.type",
        InputTypeError,
        TypeError,
        lambda: Population.from_counts({"01": 1}, date=DAY, source=None),  # type: ignore[arg-type]
        {"value": "None"},
        "None (NoneType) is not a source",
    ),
    Case(
        "level.type",
        InputTypeError,
        TypeError,
        lambda: Population.from_counts({"01": 1}, date=DAY, source="s", level=5),  # type: ignore[arg-type]
        {"value": "5", "type": "int"},
        "a level is a text, not 5 (int)",
    ),
    Case(
        "population.of_date",
        InputValueError,
        ValueError,
        lambda: Population.of(["01"], level="lan"),
        {"level": "lan"},
        "who is at the level 'lan' depends on the division of a date",
    ),
    Case(
        "residual.negative",
        ResidualError,
        ValueError,
        # Thirds of 5 units are 1 2/3 each, nearest 2: 6 in all, and 2 - 1 is not below 0;
        # of 20 equal parts of 10 units each is 1/2, nearest 1: the taker has 1 and owes 10.
        lambda: apportion(10, [1] * 20, Method.NEAREST_THEN_LAST),
        {"recipient": "19", "units": 1, "rest": -10},
        "19 has 1 units and should take a rest of -10",
    ),
    Case(
        "ties.type",
        InputTypeError,
        TypeError,
        lambda: Rounding(ties="lot"),  # type: ignore[arg-type]
        {"value": "'lot'", "type": "str"},
        "'lot' (str) is not a rule for ties",
    ),
    Case(
        "measure.type",
        InputTypeError,
        TypeError,
        lambda: as_measure(3),  # type: ignore[arg-type]
        {"value": "3", "type": "int"},
        "3 (int) is not a measure",
    ),
    Case(
        "figures.type",
        InputTypeError,
        TypeError,
        lambda: counts([("01", 5)]),
        {"value": "[('01', 5)]", "type": "list"},
        "not [('01', 5)] (list)",
    ),
    Case(
        "updated.type",
        InputTypeError,
        TypeError,
        lambda: counts({"01": 5}).updated({"01": 6}),
        {"value": "{'01': 6}", "type": "dict"},
        "not {'01': 6} (dict)",
    ),
    Case(
        "source.empty",
        InputValueError,
        ValueError,
        lambda: Source(" "),
        {"value": "' '"},
        "a source names a document, not ' '",
    ),
    Case(
        "population.problems",
        PopulationError,
        ValueError,
        lambda: counts({"01": -5, "03": 0.5}),
        {"count": 2},
        "2 in all:\n- 01 is -5: a count is zero or more\n    likely cause:",
    ),
    Case(
        "figure.no_table",
        MissingFigureError,
        LookupError,
        lambda: counts({"01": 1}).figures(("01",), level="kommun", date=DAY),
        {
            "indicator": "folkmängd",
            "level": "kommun",
            "date": DAY,
            "held": "folkmängd, lan 2020-12-31",
        },
        "no table of folkmängd at level 'kommun' on 2020-12-31",
    ),
    Case(
        "figure.missing",
        MissingFigureError,
        LookupError,
        lambda: counts({"01": 1}).figures(("01", "03"), level="lan", date=DAY),
        {"indicator": "folkmängd", "level": "lan", "date": DAY, "codes": ("03",)},
        "folkmängd at level 'lan' on 2020-12-31 has no figure for 03",
    ),
    Case(
        "figure.by_zero",
        WeightError,
        ValueError,
        lambda: (1 / population()).vector(scope()),
        {"measure": "constant(1) / population()", "recipients": ("b",)},
        "constant(1) / population() divides by zero for b",
    ),
    Case(
        "cell.sexes",
        PopulationError,
        ValueError,
        lambda: counts({"01": 3, ("01", Sex.MEN): 1, ("01", Sex.WOMEN): 1}),
        {"date": DAY, "level": "lan", "cells": ("01",)},
        "men and women of 2020-12-31 at level 'lan' do not make up the total for 01",
    ),
    Case(
        "sex.unknown",
        InputValueError,
        ValueError,
        lambda: population(sex="1+2"),
        {"value": "'1+2'"},
        "'1+2' is not the sex of any figures",
    ),
    Case(
        "clamp.crossed",
        InputValueError,
        ValueError,
        lambda: clamp(population(), low=2, high="3/2").vector(scope()),
        {"recipient": "a", "low": Fraction(2), "high": Fraction(3, 2)},
        'clamp(population(), low=2, high="3/2") has the bounds 2 and 1,5 for a',
    ),
    Case(
        "share.zero_total",
        WeightError,
        ValueError,
        lambda: share(population() * 0).vector(scope()),
        {"measure": "share(population() * constant(0))", "recipients": 2},
        "the sum over all 2 recipients is zero",
    ),
    Case(
        "bracket.type",
        InputTypeError,
        TypeError,
        lambda: steps(population(), {0: 1}),  # type: ignore[arg-type]
        {"value": "{0: 1}", "type": "dict"},
        "{0: 1} (dict) is not a bracket",
    ),
    Case(
        "bracket.empty",
        InputValueError,
        ValueError,
        lambda: steps(population()),
        {},
        "there are no brackets",
    ),
    Case(
        "bracket.order",
        InputValueError,
        ValueError,
        lambda: steps(population(), (9, 5, 1)),
        {"low": Fraction(9), "high": Fraction(5)},
        "a bracket from 9 to 5 holds nothing",
    ),
    Case(
        "bracket.overlap",
        InputValueError,
        ValueError,
        lambda: steps(population(), (0, 9, 1), (8, 2)),
        {"first": "from 0 to 9", "second": "from 8 on"},
        "the bracket from 0 to 9 and the bracket from 8 on overlap",
    ),
    Case(
        "bracket.hole",
        InputValueError,
        ValueError,
        lambda: steps(population(), (0, 9_999, 1), (10_000, 2)),
        {"high": Fraction(9_999), "low": Fraction(10_000)},
        "there is no bracket between 9 999 and 10 000",
    ),
    Case(
        "bracket.start",
        InputValueError,
        ValueError,
        lambda: marginal(population(), (1, 1)),
        {"low": Fraction(1)},
        "the scale begins at 1",
    ),
    Case(
        "bracket.outside",
        InputValueError,
        ValueError,
        lambda: steps(population(), ("1/2", 1)).vector(scope()),
        {"measure": "population()", "recipient": "b", "number": Fraction(0)},
        "population() is 0 for b, which is in no bracket: from 0,5 on",
    ),
    Case(
        "table.missing",
        MissingFigureError,
        LookupError,
        lambda: table({"a": 1}).vector(scope()),
        {"measure": "table({'a': 1})", "codes": ("b",)},
        "the table table({'a': 1}) names no value for b",
    ),
    Case(
        "date.before_register",
        InputValueError,
        ValueError,
        lambda: swedish().at(date(1998, 11, 1)),
        {"first": date(2000, 1, 1)},
        "since 2000-01-01, and none for 1998",
    ),
    Case(
        "name.type",
        InputTypeError,
        TypeError,
        lambda: swedish().at(DAY).find("lan", 1),  # type: ignore[arg-type]
        {"value": "1", "type": "int"},
        "a name is text, not 1 (int)",
    ),
    Case(
        "name.level",
        UnknownCodeError,
        LookupError,
        lambda: swedish().at(DAY).find("kommuner", "Heby"),
        {"level": "kommuner", "known": ("lan", "region", "kommun")},
        "no names at the level 'kommuner'; did you mean 'kommun'?",
    ),
    Case(
        "name.unknown",
        UnknownCodeError,
        LookupError,
        lambda: swedish().at(DAY).find("kommun", "Upplands Väsbi"),
        {"value": "'Upplands Väsbi'", "level": "kommun", "date": date(2021, 1, 1)},
        "goes by 'Upplands Väsbi'; did you mean 'Upplands Väsby'?",
    ),
    Case(
        "name.ambiguous",
        UnknownCodeError,
        LookupError,
        lambda: (
            Register(
                (),
                (
                    Kommun("0001", "Nyby", "00", date.min, date.max),
                    Kommun("0002", "Nyby", "00", date.min, date.max),
                ),
            )
            .at(DAY)
            .find("kommun", "Nyby")
        ),
        {"value": "'Nyby'", "level": "kommun", "codes": ("0001", "0002")},
        "'Nyby' fits several at level 'kommun' on 2021-01-01: 0001, 0002",
    ),
    Case(
        "name.other_code",
        UnknownCodeError,
        LookupError,
        lambda: swedish().at(DAY).find("kommun", "0114 Upplands-Bro"),
        {"lead": "0114", "level": "kommun", "codes": ("0139",)},
        "'0114 Upplands-Bro' begins with 0114, but at level 'kommun' on 2021-01-01 the name has",
    ),
    Case(
        "weights.none",
        WeightError,
        ValueError,
        lambda: apportion(1, []),
        {},
        "there are no weights",
    ),
    Case(
        "weights.negative",
        WeightError,
        ValueError,
        lambda: apportion(1, {"a": "-1/4"}),
        {"recipient": "a", "weight": Fraction(-1, 4)},
        "give a the negative weight -0,25",
    ),
    Case(
        "weights.zero_total",
        WeightError,
        ValueError,
        lambda: apportion(1, [0] * 1290),
        {"recipients": 1290},
        "are zero for all 1 290 recipients",
    ),
    Case(
        "weights.one_each",
        WeightError,
        ValueError,
        lambda: apportion(2, [5, 1, 1, 0], Method.ADAMS),
        {"method": "ADAMS", "recipients": 3, "least": 3, "total": 2},
        "ADAMS gives everyone with a weight at least one unit, so 3 recipients need 3 units",
    ),
    Case(
        "limits.method",
        InputValueError,
        ValueError,
        lambda: apportion(2, [1, 1], Method.FLOOR, minimum=1),
        {"method": "FLOOR"},
        "FLOOR takes no minimum and no maximum",
    ),
    Case(
        "limits.type",
        InputTypeError,
        TypeError,
        lambda: apportion(2, [1, 1], minimum="1 %"),  # type: ignore[arg-type]
        {"bound": "minimum", "value": "'1 %'"},
        "'1 %' is not a minimum",
    ),
    Case(
        "limits.negative",
        InputValueError,
        ValueError,
        lambda: apportion(2, [1, 1], maximum=-1),
        {"bound": "maximum", "value": -1},
        "the maximum -1 is below zero",
    ),
    Case(
        "limits.length",
        InputValueError,
        ValueError,
        lambda: apportion(2, [1, 1], minimum=[1]),
        {"bound": "minimum", "given": 1, "weights": 2},
        "there are 1 bounds as minimum and 2 weights",
    ),
    Case(
        "limits.codes",
        InputValueError,
        ValueError,
        lambda: apportion(2, {"a": 1}, minimum={"b": 1}),
        {"bound": "minimum", "codes": ("b",)},
        "the minimum names b, who have no weights",
    ),
    Case(
        "limits.crossed",
        InfeasibleError,
        ValueError,
        lambda: apportion(9, {"a": 1, "b": 1}, minimum={"a": 5}, maximum=4),
        {"recipient": "a", "least": 5, "most": 4},
        "a is to have at least 5 and at most 4 units",
    ),
    Case(
        "limits.above",
        InfeasibleError,
        ValueError,
        lambda: apportion(9, [1, 1], minimum=5),
        {"least": 10, "total": 9, "over": 1},
        "the minima add up to 10 units, which is 1 more than the total of 9",
    ),
    Case(
        "limits.below",
        InfeasibleError,
        ValueError,
        lambda: apportion(9, [1, 1], maximum=4),
        {"most": 8, "total": 9, "short": 1},
        "the maxima add up to 8 units, which is 1 less than the total of 9",
    ),
    Case(
        "units.shape",
        InputValueError,
        ValueError,
        lambda: certify(1, [1, 2], [1]),
        {"units": 1, "weights": 2},
        "1 units do not answer to 2 weights",
    ),
    Case(
        "units.keys",
        InputValueError,
        ValueError,
        lambda: certify(1, {"a": 1}, {"b": 1}),
        {"codes": ("a", "b")},
        "the same keys: a, b",
    ),
    Case(
        "units.type",
        InputTypeError,
        TypeError,
        lambda: certify(1, [1], [1.0]),  # type: ignore[list-item]
        {"value": "1.0"},
        "not 1.0",
    ),
    Case(
        "certificate.broken",
        CertificateError,
        ArithmeticError,
        lambda: certify(10, [6, 6, 2], [5, 4, 1]),
        {"method": "LARGEST_REMAINDER", "total": 10},
        "not what LARGEST_REMAINDER gives for a total of 10",
    ),
    Case(
        "tie.refused",
        TieError,
        ValueError,
        lambda: apportion(1, {"b": 1, "a": 1}, ties=REFUSE),
        {"codes": ("a", "b")},
        "a, b have equal claims",
    ),
    Case(
        "rounding.unit_type",
        InputTypeError,
        TypeError,
        lambda: Rounding(unit=100),  # type: ignore[arg-type]
        {"value": "100", "type": "int"},
        "100 (int)",
    ),
    Case(
        "rounding.unit",
        InputValueError,
        ValueError,
        lambda: Rounding(unit=kr(-1)),
        {"unit": kr(-1)},
        "-1,00 kr, which is not above zero",
    ),
    Case(
        "rounding.not_whole_units",
        RoundingUnitError,
        ValueError,
        lambda: Rounding(unit=kr(1)).apply({"a": 250}, kr("2,50")),
        {"total": kr("2,50"), "unit": kr(1), "over": kr("0,50")},
        "2,50 kr is not a whole multiple of the unit 1,00 kr: 0,50 kr",
    ),
    Case(
        "quota.negative",
        InputValueError,
        ValueError,
        lambda: Rounding().apply({"a": 2, "b": -1}, Money(1)),
        {"recipient": "b"},
        "b has the negative quota -0,01 kr",
    ),
    Case(
        "quota.sum",
        InputValueError,
        ValueError,
        lambda: Rounding().apply({"a": 2}, Money(5)),
        {"total": Money(5)},
        "add up to 0,02 kr and not to 0,05 kr: 0,03 kr",
    ),
]


@pytest.fixture(params=CASES, ids=lambda case: case.code)
def case(request):
    return request.param


def provoked(case):
    with pytest.raises(case.kind) as caught:
        case.provoke()
    return caught.value


def raised_codes(files):
    """Read, out of source text, the codes that errors are made with."""
    makers = {*KINDS, "several", "raise_problems", "wrong"}
    return {
        argument.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


class TestEveryError:
    """One base `FordelningError`; each subclass also a builtin, picklable, with a stable
    `code`, the values as attributes, and a message in three parts: what, the likely cause,
    what to do."""

    def test_has_its_class_code_and_builtin(self, case):
        error = provoked(case)
        assert type(error) is case.kind
        assert error.code == case.code
        assert isinstance(error, case.base)
        assert isinstance(error, FordelningError)

    def test_has_its_values_as_attributes(self, case):
        error = provoked(case)
        assert {name: getattr(error, name) for name in case.values} == case.values
        assert {name: error.values[name] for name in case.values} == case.values

    def test_says_what_likely_why_and_what_to_do(self, case):
        error = provoked(case)
        assert case.said in str(error)
        what, cause, remedy = map(str, error.sentences())
        where = "".join(f"{place}: " for place in error.place)
        assert str(error) == f"{where}{what}\n  likely cause: {cause}\n  what to do: {remedy}"
        assert case.said.split("\n")[0] in what

    def test_pickles_and_copies_with_its_words_values_and_place(self, case):
        error = provoked(case).within("pot 'a'").within("agreement 'b'")
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert type(again) is type(error)
            assert str(again) == str(error)
            assert again.code == error.code
            assert again.place[:2] == ("agreement 'b'", "pot 'a'")
            assert again.place == error.place
            assert again.values.keys() == error.values.keys()
            for name, value in error.values.items():
                if name != "problems":
                    assert again.values[name] == value

    def test_each_that_the_lower_floors_raise_is_provoked_here(self):
        files = [
            file
            for file in SOURCES.rglob("*.py")
            if file.relative_to(SOURCES).parts[0].removesuffix(".py") in LOWER_FLOORS
        ]
        assert len(files) > 20
        assert {case.code for case in CASES} == raised_codes(files)


class TestTree:
    """Every error is also a builtin one (`ValueError`, `TypeError`, `LookupError`,
    `ArithmeticError` or `ImportError`)."""

    @pytest.mark.parametrize("kind", sorted(KINDS, key=str))
    def test_each_class_is_one_builtin_besides(self, kind):
        if KINDS[kind] is not FordelningError:
            families = (ValueError, TypeError, LookupError, ArithmeticError, ImportError)
            assert sum(issubclass(KINDS[kind], family) for family in families) == 1
            assert KINDS[kind].__doc__

    def test_no_class_hides_a_builtin_name(self):
        assert not KINDS.keys() & vars(builtins).keys()

    def test_an_attribute_that_an_error_has_not_is_an_attribute_error(self):
        with pytest.raises(AttributeError, match="colour"):
            FordelningError("weights.none").colour  # noqa: B018

    def test_place_comes_first_outermost_first(self):
        error = WeightError("weights.none").within("inner").within("outer")
        assert str(error).startswith("outer: inner: there are no weights\n")


class TestMessages:
    """The wording of every error is in `messages`: what is wrong, the likely cause, what to do;
    braces name the values that the error carries."""

    def test_there_is_one_for_each_code_that_is_raised_and_no_other(self):
        files = [file for file in SOURCES.rglob("*.py") if "messages" not in file.parts]
        raised = raised_codes(files)
        assert sorted(MESSAGES.keys() - raised) == []
        assert sorted(raised - MESSAGES.keys()) == []

    @pytest.mark.parametrize("code", MESSAGES)
    def test_each_has_three_parts_of_prose(self, code):
        message = MESSAGES[code]
        assert re.fullmatch("[a-z]+[.][a-z_]+", code)
        for part in (message.what, message.cause, message.remedy):
            assert part.strip() == part != ""
            assert not part.endswith(".")

    @pytest.mark.parametrize("code", MESSAGES)
    def test_no_value_hides_behind_an_attribute_of_every_error(self, code):
        message = MESSAGES[code]
        named = {
            name
            for part in (message.what, message.cause, message.remedy)
            for _, name, _, _ in string.Formatter().parse(part)
            if name
        }
        assert not {name for name in named if hasattr(FordelningError, name)}
        assert not named & {"code", "place", "values"}


class TestNearest:
    """Return a phrase that suggests the known name nearest to one that is not."""

    @pytest.mark.parametrize(
        ("name", "known", "said"),
        [
            ("1", ["01", "03"], "; did you mean '01'?"),
            ("114", ["0114", "1140"], "; did you mean '0114'?"),
            ("Stokholm", ["Malmö", "Stockholm"], "; did you mean 'Stockholm'?"),
            ("xyz", ["01", "03"], ""),
            ("x", [], ""),
        ],
    )
    def test_by_hand(self, name, known, said):
        assert nearest(name, iter(known)) == said


class TestSeveral:
    """All problems at once where a person would otherwise mend them one by one."""

    PROBLEMS = (
        InputValueError("cell.negative", cell="01", value=-1),
        InputTypeError("cell.float", cell="03", value="0.5"),
    )

    def test_lists_them_all_and_has_them_as_problems(self):
        error = several(self.PROBLEMS, PopulationError, "population.problems")
        assert error.problems == self.PROBLEMS
        assert error.count == 2
        for problem in self.PROBLEMS:
            assert all(line in str(error) for line in str(problem).split("\n"))

    def test_of_none_nothing_is_raised(self):
        raise_problems([], PopulationError, "population.problems")

    def test_a_single_problem_is_raised_itself(self):
        with pytest.raises(InputValueError) as caught:
            raise_problems(self.PROBLEMS[:1], PopulationError, "population.problems")
        assert caught.value is self.PROBLEMS[0]

    def test_two_are_raised_as_one(self):
        with pytest.raises(PopulationError) as caught:
            raise_problems(self.PROBLEMS, PopulationError, "population.problems")
        again = pickle.loads(pickle.dumps(caught.value))
        assert [str(each) for each in again.problems] == [str(each) for each in self.PROBLEMS]
