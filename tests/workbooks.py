"""Workbooks for the tests: written, computed again by LibreOffice, and read."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fordelning import (
    BY_CODE,
    REST,
    AgeWeighted,
    Agreement,
    Allocation,
    Equal,
    Fixed,
    Flat,
    Lot,
    Method,
    Money,
    Only,
    PerCapita,
    Population,
    Pot,
    Proportional,
    Rounding,
    ShareOf,
    Split,
    Tier,
    Tiered,
    allocate,
    catalogue,
)
from fordelning.agreement import About, UpTo
from fordelning.apportionment import Ties
from fordelning.errors import FordelningError
from fordelning.keys import Bounded, Key, Unspent
from fordelning.measures import Measure, ages, constant, indicator, population, table
from fordelning.writers import excel

DAY = date(2020, 12, 31)
FIRST = 6
OFFICE = shutil.which("soffice")
_WEIGHTS = {code: Fraction(place, 2) for place, code in enumerate("abcdefgh", 1)}


def agreed_2020() -> Allocation:
    example = catalogue.example("psykisk-halsa-2020")
    return allocate(
        catalogue.agreement("psykisk-halsa-2020"),
        catalogue.population(example.population),
        readings=dict(example.readings),
        reference_date=example.reference_date,
    )


def written(allocation: Allocation, folder: Path, language: Any = "sv") -> Path:
    path = folder / "workbook.xlsx"
    excel.write(allocation, path, language)
    return path


def values(path: Path) -> dict[str, dict[str, Any]]:
    """Return what the cells of each sheet show, by address, empty ones left out."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for sheet in book
    }


def ore(kronor: Any) -> int:
    """Return the öre that are nearest to what a cell of kronor holds."""
    return round(Fraction(kronor) * 100)


def facts(cells: dict[str, Any]) -> dict[str, Any]:
    """Return what stands below a table, by its label."""
    return {
        cells[f"A{row}"]: cells[f"C{row}"]
        for row in range(FIRST, 2000)
        if f"A{row}" in cells and f"C{row}" in cells
    }


def recalculated(path: Path, folder: Path) -> Path:
    """Have LibreOffice compute a workbook that has lost the values beside its formulas."""
    if OFFICE is None:
        if os.environ.get("FORDELNING_OFFICE"):
            pytest.fail("LibreOffice is to be there, and is not")
        pytest.skip("LibreOffice is not installed")
    bare = folder / "bare.xlsx"
    lost = 0
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(bare, "w") as to:
        for name in whole.namelist():
            data = whole.read(name)
            if name.startswith("xl/worksheets/"):
                data, times = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
                lost += times
            to.writestr(name, data)
    assert lost > 0 or path.stem == "changed"
    out = folder / "computed"
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(bare)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return out / bare.name


class Invented:
    """Invent pots with keys of every kind that formulas follow, always the same."""

    codes = "abcdefghij"

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        people = {
            (code, band): self.draw.randrange(200_000)
            for code in self.codes
            for band in ("0-17", "18-25", "26+")
        }
        needs = {
            code: Fraction(self.draw.randrange(1, 40), self.draw.randrange(1, 8))
            for code in self.codes
        }
        about: dict[str, Any] = {"date": DAY, "level": "skola", "source": "påhittad"}
        self.population = Population.from_ages(people, **about) | Population.from_values(
            "behov", needs, **about
        )

    def allocation(self, pots: int) -> Allocation:
        found: list[Pot] = []
        while len(found) < pots:
            pot = self.pot(f"p{len(found)}")
            try:
                allocate(Agreement("a", "A", pot.stated, [pot], DAY), self.population)
            except FordelningError:
                continue
            found.append(pot)
        total = Money.total(pot.stated for pot in found)
        return allocate(Agreement("a", "A", total, found, DAY), self.population)

    def pot(self, id: str) -> Pot:
        rules: list[Ties] = [BY_CODE, Lot("dnr 1")]
        rounding = Rounding(
            unit=Money(self.draw.choice([1, 1, 1, 100, 100_000])),
            method=self.draw.choice(
                [
                    *[Method.LARGEST_REMAINDER] * 4,
                    Method.NEAREST,
                    Method.FLOOR,
                    Method.NEAREST_THEN_LARGEST,
                    Method.NEAREST_THEN_LAST,
                ]
            ),
            ties=self.draw.choice(rules),
        )
        unit = rounding.unit.ore
        money = Money(self.draw.randrange(10**9, 10**11) // unit * unit)
        amounts: list[Money | UpTo | About] = [money, money, UpTo(money), About(money)]
        return Pot(id, self.draw.choice(amounts), "skola", self.key(), rounding=rounding)

    def money(self, most: int) -> Money:
        return Money(self.draw.randrange(most))

    def some(self, count: int) -> list[str]:
        return self.draw.sample(self.codes, count)

    def measure(self) -> Measure:
        return self.draw.choice(
            [
                population(),
                ages(0, 17),
                constant("3/2"),
                indicator("behov"),
                population() + ages(0, 17),
                table({code: self.draw.randrange(1, 9) for code in self.codes}),
            ]
        )

    def shares(self) -> Key:
        weighted = AgeWeighted({(0, 17): 2, (18, 25): 1})
        return self.draw.choice([PerCapita(), Equal(), Proportional(self.measure()), weighted])

    def amounts(self) -> Key:
        return self.draw.choice(
            [
                Flat(self.money(10**7)),
                Fixed({code: self.money(10**7) for code in self.some(3)}),
                Fixed(self.money(50) * population()),
                Fixed(ShareOf("1/50")),
                Only(self.some(4), Flat(self.money(10**7))),
                Tiered(
                    Tier(self.money(10**7), codes=self.some(3)),
                    Tier(self.money(10**6), by=population(), low=100_000),
                    Tier(self.money(10**6)),
                ),
            ]
        )

    def bounded(self) -> Key:
        floor = self.draw.choice(
            [None, Money(0), self.money(10**8), {code: self.money(10**8) for code in self.some(3)}]
        )
        cap = self.draw.choice(
            [None, Money(3 * 10**9), {code: self.money(10**9) for code in self.some(3)}]
        )
        kind = self.draw.randrange(3)
        if kind == 0:
            return Bounded(self.shares(), floor=floor, cap=cap)
        paid_by = self.measure() if kind == 1 else None
        return Bounded(self.amounts(), floor=floor, cap=cap, paid_by=paid_by)

    def key(self) -> Key:
        under = self.draw.choice([2, 3, 7, 10])
        share = Fraction(self.draw.randrange(1, under), under)
        kinds = (
            self.shares,
            lambda: self.amounts() >> self.shares(),
            lambda: Split((share, self.shares()), (1 - share, self.shares())),
            lambda: Split((self.money(10**9), self.shares()), (REST, self.shares())),
            lambda: self.amounts() >> self.amounts() >> Unspent("till staten"),
            lambda: self.amounts() >> Only(self.some(5), self.shares()),
            self.bounded,
            lambda: self.amounts() >> self.bounded(),
            lambda: Split((share, self.shares()), (1 - share, self.amounts() >> self.shares())),
        )
        return self.draw.choice(kinds)()


def changed_pots() -> dict[str, tuple[int, int, Key, Rounding]]:
    """Return pots that formulas follow: their öre before and after a change, key, rounding."""
    share = Fixed(ShareOf("1/50")) >> PerCapita()
    by_size = Tiered(
        Tier(Money(701), codes=["h"]),
        Tier(Money(403), by=population(), low=50_500, high=60_000),
        Tier(Money(302), by=ages(0, 17) * "1/2", high="5000,5"),
        Tier(Money(201)),
    )
    halves = Fixed(Money(3) * (ages(0, 17) * "1/2")) >> Equal()
    inner = Split((Money(1_000), Equal()), (REST, PerCapita()))
    return {
        name: (before, after, key, Rounding(method=method))
        for name, before, after, key, method in [
            ("andel", 2_100, 2_101, share, Method.LARGEST_REMAINDER),
            ("andel-nara", 2_100, 2_101, share, Method.NEAREST),
            ("andel-storst", 2_100, 2_101, share, Method.NEAREST_THEN_LARGEST),
            ("andel-ned", 2_100, 2_101, share, Method.FLOOR),
            ("tva", 900, 1_000, Split(("1/3", PerCapita()), ("2/3", Equal())), None),
            ("tva-ned", 900, 1_000, Split(("1/3", PerCapita()), ("2/3", Equal())), Method.FLOOR),
            ("tredjedel", 900, 1_001, Split(("1/3", share), ("2/3", Equal())), None),
            ("delad-del", 8_000, 8_004, Split(("1/4", inner), ("3/4", Equal())), None),
            ("klasser", 10_000, 10_001, by_size >> PerCapita(), None),
            ("alder", 10_000, 9_999, AgeWeighted({(0, 17): "3/2", (18, 25): 1}), None),
            ("skillnad", 10_000, 9_999, Proportional(population() - ages(0, 17) / 3), None),
            ("vikter", 10_000, 9_999, Proportional(population() * table(_WEIGHTS)), None),
            ("halvor", 10**6, 10**6 + 1, halves, None),
            ("tak", 10_000, 10_100, Bounded(PerCapita(), cap=ShareOf("15 %")), None),
            ("olika", 10_000, 10_100, Bounded(Flat(Money(1_250)), paid_by=population()), None),
            ("golv", 10**8, 10**8 + 1, Bounded(PerCapita(), floor=Money(90) * ages(0, 17)), None),
        ]
        for method in [method or Method.LARGEST_REMAINDER]
    }


def refused_pots() -> dict[str, tuple[int, int, Key, Rounding]]:
    """Return pots that follow a change to where no allocation is: too little, or not whole."""
    down = Rounding(method=Method.FLOOR)
    halved = Split((Money(1_000), Equal()), (REST, PerCapita()))
    shared = Bounded(PerCapita(), cap=ShareOf("15 %"))
    return {
        "for-lite": (10_000, 3_999, Flat(Money(500)) >> PerCapita(), Rounding()),
        "for-lite-till-del": (10_000, 999, halved, Rounding()),
        "ofordelat": (4_000, 4_001, Flat(Money(500)), down),
        "hela-kronor": (10_000, 10_050, PerCapita(), Rounding(Money(100))),
        "brutet-tak": (10_000, 10_001, shared, Rounding()),
        "bruten-del": (8_000, 8_001, Split(("1/4", halved), ("3/4", Equal())), Rounding()),
    }
