"""The canonical form: one text for each value, the same everywhere."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from fractions import Fraction

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from fordelning import (
    REST,
    AgeWeighted,
    Equal,
    Fixed,
    Flat,
    FlatPlusRemainder,
    Only,
    PerCapita,
    Proportional,
    ShareOf,
    Split,
    Tier,
    Tiered,
)
from fordelning.apportionment import Method
from fordelning.canonical import digest, form
from fordelning.errors import InputTypeError
from fordelning.exact import Vector
from fordelning.keys import Key
from fordelning.measures import ages, population, table
from fordelning.money import Money, kr
from fordelning.register import Level
from fordelning.source import Source

from .strategies import SETTINGS

leaves = st.none() | st.text(max_size=4) | st.integers() | st.fractions()
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=3), inner)
    ),
    max_leaves=8,
)


@frozen
class Remembering:
    """A value that remembers something that it is not compared by."""

    number: Fraction
    memory: object = field(default=None, eq=False)


class TestEveryKey:
    """Definitions are made of these, and digests of definitions of their forms."""

    def test_has_a_form_of_its_own(self) -> None:
        kr5 = kr(5)
        keys = [
            PerCapita(),
            Equal(),
            Flat(kr5),
            FlatPlusRemainder(kr5),
            AgeWeighted({(0, 25): 1}),
            Proportional(table({"a": "1/3"}) * population()),
            Fixed(ShareOf("22 %")),
            Fixed(kr5 * ages(0, None)),
            Fixed({"a": kr5}),
            Tiered(Tier(kr5, codes=["a"]), Tier(kr5)),
            Only(["a"], Equal()) >> PerCapita(),
            Split((kr5, Equal()), (REST, PerCapita())),
            Split(("1/3", Equal()), ("2/3", PerCapita())),
        ]
        assert len({digest(key) for key in keys}) == len(keys)

    def test_a_key_of_the_callers_own_is_told_from_the_librarys(self) -> None:
        namesake = frozen(type("Equal", (Key,), {"quotas": None}))
        namesake.__module__ = "elsewhere"
        assert digest(namesake()) != digest(Equal())


class TestWhatIsEqual:
    """ "Two values that are equal have the same form." """

    def test_vectors_in_different_scales(self) -> None:
        assert form(Vector(1, 2, (2, 4))) == form(Vector(1, 1, (1, 2))) == "[1,2]"

    def test_a_key_that_is_no_text_is_refused(self) -> None:
        with pytest.raises(InputTypeError, match="has no canonical form"):
            form({1: "a", "1": "b"})


class TestForm:
    """JSON with sorted keys and no spaces. Whole numbers are JSON numbers, a fraction is its
    text, a date is ISO; an attrs value is an object of its fields with its class as "@"
    (fields that do not take part in equality are left out); a set is its sorted members."""

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, "null"),
            ("å", '"å"'),
            (10**20, "100000000000000000000"),
            (Fraction(1, 3), '"1/3"'),
            (Fraction(-2), "-2"),
            (date(2020, 12, 31), '"2020-12-31"'),
            (Level.LAN, '"lan"'),
            (Method.LARGEST_REMAINDER, '"LARGEST_REMAINDER"'),
            ((1, "2"), '[1,"2"]'),
            ([1, "2"], '[1,"2"]'),
            ({"b": 1, "a": ()}, '{"a":[],"b":1}'),
            (frozenset({"b", "a"}), '["a","b"]'),
            ({3, 1, 2}, "[1,2,3]"),
            (Money(5), '{"@":"Money","ore":5}'),
            (
                Remembering(Fraction(1, 2), memory=object()),
                '{"@":"tests.test_canonical.Remembering","number":"1/2"}',
            ),
            (
                Source("A", dated=date(2020, 1, 2)),
                '{"@":"Source","dated":"2020-01-02","document":"A"}',
            ),
        ],
    )
    def test_by_type(self, value, text):
        assert form(value) == text

    @pytest.mark.parametrize(
        ("value", "type_"), [(0.5, "float"), (b"x", "bytes"), (object, "type"), (1j, "complex")]
    )
    def test_other_types_are_refused(self, value, type_):
        with pytest.raises(InputTypeError) as caught:
            form({"deep": [value]})
        assert caught.value.code == "canonical.type"
        assert caught.value.type == type_

    @pytest.mark.property
    @SETTINGS
    @given(trees)
    def test_equal_values_have_the_same_form_whatever_the_order_of_keys(self, tree):
        assert form(tree) == form(turned(tree))

    @pytest.mark.property
    @SETTINGS
    @given(st.integers())
    def test_a_whole_number_has_one_form(self, number):
        assert form(Fraction(number)) == form(number)

    @pytest.mark.property
    @SETTINGS
    @given(st.sets(st.text(max_size=3)), st.randoms())
    def test_a_set_has_one_form(self, members, random):
        members = list(members)
        random.shuffle(members)
        assert form(set(members)) == form(frozenset(sorted(members)))

    def test_is_the_same_under_every_hash_seed(self):
        said = {
            subprocess.run(
                [
                    sys.executable,
                    "-c",
                    "from fordelning.canonical import form;"
                    "print(form({'c': {'x', 'y', 'z', 'w'}, 'a': 1}))",
                ],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
                text=True,
            ).stdout
            for seed in ("1", "2")
        }
        assert said == {'{"a":1,"c":["w","x","y","z"]}\n'}


def turned(tree):
    if isinstance(tree, dict):
        return {key: turned(tree[key]) for key in reversed(list(tree))}
    return [turned(each) for each in tree] if isinstance(tree, tuple) else tree


class TestDigest:
    """Return the SHA-256 of the canonical text, in hexadecimal."""

    def test_is_that_of_the_text(self):
        text = '{"namn":"Örebro"}'.encode()
        assert digest({"namn": "Örebro"}) == hashlib.sha256(text).hexdigest()

    def test_tells_values_apart(self):
        assert digest(Money(1)) != digest(Money(2))
