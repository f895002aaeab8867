"""Links to names: from every module that offers one, and from docstrings that say it shortly.

Never here: descriptions of names.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Iterator

from docutils import nodes
from names import home, is_public
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

__all__ = ["setup"]


def _names(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    for module in env.domains.python_domain.modules:
        for name in importlib.import_module(module).__all__:
            yield module, name


def _offered(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make every name that a module offers and another describes lead to that."""
    objects = env.domains.python_domain.objects
    described = {}
    for module, name in _names(env):
        if f"{module}.{name}" in objects:
            described[home(module, name)] = objects[f"{module}.{name}"]._replace(aliased=True)
    for module, name in _names(env):
        if home(module, name) in described:
            objects.setdefault(f"{module}.{name}", described[home(module, name)])
    return []


def _missing(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, text: nodes.TextElement
) -> nodes.Node | None:
    """Find names of other modules; leave unlinked what is no public name of the library."""
    if node.get("refdomain") != "py":
        return None
    domain, target = env.domains.python_domain, node["reftarget"]
    candidates = [f"{module}.{target}" for module in ("fordelning", *domain.modules)]
    found = [domain.objects[name] for name in candidates if name in domain.objects]
    if found:
        page, anchor = found[0][:2]
        address = f"{app.builder.get_relative_uri(node['refdoc'], page)}#{anchor}"
        return nodes.reference("", "", text, internal=True, refuri=address, reftitle=target)
    # In docstrings, single backquotes are code of any kind.
    hidden = node["reftype"] == "obj" or _is_hidden(target, tuple(domain.modules))
    return text if hidden else None


def _is_hidden(target: str, modules: tuple[str, ...]) -> bool:
    """Tell whether a name is Python's own, or there in the code and not public."""
    module, _, name = target.rpartition(".")
    ours = [each for path, each in sys.modules.items() if path.partition(".")[0] == "fordelning"]
    known = [sys.modules.get(module)] if module else [builtins, *ours]
    return any(hasattr(each, name) for each in known) and not is_public(target, modules)


def setup(app: Sphinx) -> dict[str, bool]:
    """Have names be found."""
    app.connect("env-updated", _offered)
    app.connect("missing-reference", _missing)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
