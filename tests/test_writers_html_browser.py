"""The page in headless Chromium, where that, playwright-core and axe-core are to be had."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from fordelning import (
    Agreement,
    Allocation,
    Flat,
    Level,
    PerCapita,
    Pot,
    UpTo,
    allocate,
    catalogue,
    kr,
)
from fordelning.writers import html

SCRIPT = Path(__file__).parent / "browser" / "look.cjs"
NEEDED = "require.resolve('playwright-core'); require.resolve('axe-core')"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NODE = shutil.which("node")


def _is_there() -> bool:
    if not (CHROMIUM and NODE):
        return False
    return subprocess.run([NODE, "-e", NEEDED], check=False, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not _is_there(), reason="no browser, or no axe-core")


def to_lan() -> Allocation:
    pot = Pot("lika", kr(100_000_000), Level.LAN, Flat(kr(2_000_000)) >> PerCapita())
    agreement = Agreement("a", "Bidrag till länen", kr(100_000_000), [pot], None, note="obs")
    return allocate(agreement, catalogue.population("scb-2018-12-31"))


def to_kommuner() -> Allocation:
    """Amounts of milliards, money to nobody, and names that no line holds."""
    pots = [
        Pot("lika", UpTo(kr(900_000_000_000)), Level.KOMMUN, Flat(kr("1 234 567 890"))),
        Pot("w" * 200, kr(0), Level.LAN, Flat(kr(0)), title="w" * 200, payee="w" * 200),
    ]
    agreement = Agreement("a", "w" * 200, kr(900_000_000_000), pots, None)
    return allocate(agreement, catalogue.population("scb-2020-12-31"))


@pytest.mark.parametrize(("made", "language"), [(to_lan, "sv"), (to_kommuner, "en")])
def test_a_browser_has_nothing_to_complain_of(made: Any, language: Any, tmp_path: Path) -> None:
    """ "At 360 px no sideways scroll, no accessibility violations by axe-core, no request to
    anywhere", in the light and in the dark."""
    file = tmp_path / "sida.html"
    html.write(made(), file, language)
    said = subprocess.run(
        [str(NODE), str(SCRIPT), file.as_uri(), str(CHROMIUM), str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        timeout=240,
    ).stdout
    seen = json.loads(said)
    assert len(seen) == 4
    for each in seen:
        assert each["widths"] == [each["width"], each["width"]]
        assert each["requests"] == [file.as_uri()]
        assert each["complaints"] == []
        assert each["violations"] == []
    assert len(list(tmp_path.glob("*.png"))) == 4
