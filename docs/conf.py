"""How the site is built: `sphinx-build -n -W -T docs SITE`, which needs no network."""

import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "fordelning"
author = project_copyright = "The fordelning authors"
version = release = installed("fordelning")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
extensions += ["navigation", "docstrings", "reference", "links", "made", "accessible"]  # in _ext
exclude_patterns = ["_*"]

# Markdown.
myst_heading_anchors = 3
smartquotes = False

# Docstrings.
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 150
toc_object_entries_show_parents = "hide"
python_use_unqualified_type_names = True

# The site.
html_theme = "furo"
html_title = "fordelning"
html_static_path = ["_static"]
html_css_files = ["fordelning.css"]
html_favicon = "_static/fordelning.svg"
html_logo = "_static/fordelning.svg"
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False


def setup(app: Sphinx) -> None:
    """Say of the Swedish pages that they are Swedish."""
    app.connect("html-page-context", _language)


def _language(app: Sphinx, page: str, template: str, context: dict[str, Any], _: object) -> None:
    if page.startswith("sv/"):
        context["language"] = "sv"
