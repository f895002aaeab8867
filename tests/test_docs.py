"""The documentation: every page can be reached, every public name and every code is told.

Examples on the pages are run where they stand. What needs Sphinx is skipped where that is not
installed; `FORDELNING_SITE` names a site that was built already.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import attrs
import pytest

from fordelning.messages import MESSAGES

from .public import MODULES

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
# Pages that only show a file beside the documentation, which the index links to.
SHOWN = {"changelog": "CHANGELOG", "contributing": "CONTRIBUTING", "promise": "SECURITY"}

LISTED = re.compile(r"^- \[[^]]+\]\(([^)#]+)\.md", re.MULTILINE)
DIRECTIVE = re.compile(r"```\{public\} ([\w.]+)\n(.*?)```", re.DOTALL)
TERM = re.compile(r"^\| [^|]+ \| [^|]*?`([\w.]+)", re.MULTILINE)


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).as_posix().removesuffix(".md")


def described() -> Iterator[tuple[str, str]]:
    """Yield each name that a page of the reference describes, with its module."""
    for page in sorted((DOCS / "reference").glob("*.md")):
        for module, names in DIRECTIVE.findall(page.read_text("utf-8")):
            for name in names.split() or import_module(module).__all__:
                yield module, name


class TestThePages:
    """ "Navigation: every page is in a list of links, which the site's menu is made of." """

    @pytest.mark.parametrize("name", [name_of(page) for page in PAGES if page != DOCS / "index.md"])
    def test_every_page_is_listed(self, name: str) -> None:
        folder, _, last = name.rpartition("/")
        if last == "index":
            folder, last = "", name
        listed = LISTED.findall((DOCS / folder / "index.md").read_text("utf-8"))
        assert last in listed or SHOWN.get(name) in {each.rpartition("/")[2] for each in listed}

    @pytest.mark.parametrize("page", PAGES, ids=name_of)
    def test_no_page_waits_for_a_figure(self, page: Path) -> None:
        assert re.findall(r"@[A-Z]+@", page.read_text("utf-8")) == []

    @pytest.mark.parametrize("page", PAGES, ids=name_of)
    def test_every_page_has_one_title(self, page: Path) -> None:
        text = page.read_text("utf-8")
        if name_of(page) in SHOWN:
            assert text.startswith("```{include} ../")
        else:
            code = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
            assert len(re.findall(r"^# ", code.sub("", text), re.MULTILINE)) == 1
            assert text.startswith("# ")


class TestTheReference:
    """ "Reference: every public name." """

    @pytest.mark.parametrize("module", MODULES)
    def test_every_module_has_a_page_that_lists_its_names(self, module: str) -> None:
        page = DOCS / "reference" / f"{module.removeprefix('fordelning.')}.md"
        assert f"```{{names}} {module}\n" in page.read_text("utf-8")

    def test_every_name_is_described_once(self) -> None:
        told: dict[int, list[str]] = {}
        for module, name in described():
            told.setdefault(id(getattr(import_module(module), name)), []).append(name)
        assert [names for names in told.values() if len(names) > 1] == []
        for module in MODULES:
            for name in import_module(module).__all__:
                value = getattr(import_module(module), name)
                assert id(value) in told or f"{module}.{name}" in MODULES, f"{module}.{name}"

    def test_every_name_in_the_list_of_terms_is_there(self) -> None:
        named = TERM.findall((DOCS / "sv" / "termer.md").read_text("utf-8"))
        assert len(named) > 50
        assert [name for name in named if not is_there(name)] == []


def is_there(name: str) -> bool:
    """Tell whether some public module has a name, such as `Pot.payee` or `writers.excel.write`."""
    first, *inner = name.split(".")
    if first == "writers":
        return inner[-1] in import_module(f"fordelning.{'.'.join([first, *inner[:-1]])}").__all__
    for module in map(import_module, MODULES):
        if first in module.__all__:
            value = getattr(module, first)
            fields = {each.name for each in attrs.fields(value)} if attrs.has(value) else set()
            return all(each in fields or hasattr(value, each) for each in inner)
    return False


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of the site."""
    if built := os.environ.get("FORDELNING_SITE"):
        return Path(built)
    if not (find_spec("sphinx") and find_spec("furo") and find_spec("myst_parser")):
        pytest.skip("what builds the site is not installed: extra docs")
    made = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "-T", "-q", str(DOCS), str(made)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return made


def inventory(site: Path) -> set[str]:
    """Return the full names of Python that a site leads to, by its own list of them."""
    *_, packed = (site / "objects.inv").read_bytes().split(b"\n", 4)
    lines = zlib.decompress(packed).decode().splitlines()
    return {line.split(" ")[0] for line in lines if line.split(" ")[1].startswith("py:")}


class TestTheSite:
    """ "Sphinx, `-n -W -T`, offline." """

    def test_leads_to_every_public_name(self, site: Path) -> None:
        names = {f"{path}.{name}" for path in MODULES for name in import_module(path).__all__}
        assert names - inventory(site) == set()
        assert set(MODULES) - inventory(site) == set()

    def test_tells_every_code_of_an_error(self, site: Path) -> None:
        page = (site / "reference" / "codes.html").read_text("utf-8")
        assert [code for code in MESSAGES if f">{code}<" not in page] == []

    def test_loads_nothing_from_elsewhere(self, site: Path) -> None:
        outside = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//")
        pages = list(site.rglob("*.html"))
        assert len(pages) >= len(PAGES)
        assert [page.name for page in pages if outside.search(page.read_text("utf-8"))] == []

    def test_says_of_swedish_pages_that_they_are(self, site: Path) -> None:
        for page, language in (("sv/guide", "sv"), ("faq", "en")):
            assert f'lang="{language}"' in (site / f"{page}.html").read_text("utf-8")[:200]

    def test_can_be_heard_and_used_without_a_mouse(self, site: Path) -> None:
        lacking = re.compile(
            r'<pre>|<aside class|<div class="table-wrapper|<dl>\n<dd>|role="heading"(?! aria-level)'
            r"|<th class=\"head\"><p></p>"
        )
        pages = [page for page in site.rglob("*.html") if "_downloads" not in page.parts]
        assert [page.name for page in pages if lacking.search(page.read_text("utf-8"))] == []
        for page, name in (("sv/guide", "Sidor"), ("faq", "Pages")):
            assert f'<aside aria-label="{name}"' in (site / f"{page}.html").read_text("utf-8")
        assert "<h1>Search</h1>" in (site / "search.html").read_text("utf-8")
