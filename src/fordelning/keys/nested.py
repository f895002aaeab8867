"""Nested distribution (nivåvis fördelning): to parents first, then inside each of them.

Never here: who belongs to whom (`register`, `population`), or rounding (`rounding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, final

from attrs import evolve, field, frozen

from fordelning.errors import InputTypeError, MissingFigureError, UnknownCodeError, nearest
from fordelning.exact import Vector
from fordelning.keys.base import Key, Quotas, as_key, distributed, spent
from fordelning.keys.cited import plain_key
from fordelning.keys.steps import NestedStep, Step
from fordelning.measures import Scope
from fordelning.measures.quoted import inside
from fordelning.register import SWEDISH, Level
from fordelning.sentences import shown

__all__ = ["Nested", "Node", "leaves_of", "misplaced"]

_ByParent: TypeAlias = tuple[tuple[str, Key], ...]


@final
@frozen
class Node:
    """Hold what a parent was given, exactly, and how it is handed on.

    `quota` is in exact öre; `quotas` has one for each of `codes`, the recipients inside;
    `nodes` are the parents inside this one, where its own key is nested again.
    """

    level: str
    code: str
    quota: Fraction
    codes: tuple[str, ...]
    quotas: Vector
    nodes: tuple[Node, ...] = ()


def _lower(lower: Key | Mapping[str, Key]) -> Key | _ByParent:
    if isinstance(lower, Key):
        return lower
    if not isinstance(lower, Mapping):
        raise InputTypeError("nested.key", value=shown(lower), type=type(lower).__name__)
    for code in lower:
        if not isinstance(code, str):
            raise InputTypeError("code.type", value=shown(code), type=type(code).__name__)
    return tuple(sorted((code, as_key(key)) for code, key in lower.items()))


@final
@frozen(repr=False, kw_only=True)
class Nested(Key):
    """Distribute to parents first, then inside each of them (nivåvis fördelning).

    quota = what `lower` gives the recipient of what `upper` gives its parent, in exact öre.
    Where both share by weights that is amount * W / sum of W * w / sum of w in the parent,
    of the parent's weight W and the recipient's w. `upper` is evaluated over the parents at
    level `through`, `lower` (a key, or a mapping from parent to key) over the children of
    each; nothing is rounded in between. It is the whole key of a pot, which is rounded from
    the top down by largest remainder, so that children add up to what their parent has, and
    each parent and child is within one unit of its quota: `allocation.nodes(pot_id)` has
    the parents' amounts.

    Real: the German InvKG, whose 14 billion euro are shared by coal region first (43 % to
    Lausitz), then by Land inside each (60 % of those to Brandenburg, 40 % to Sachsen).

    >>> from fordelning import Equal, Level, PerCapita
    >>> Nested(through=Level.LAN, upper=Equal(), lower=PerCapita())
    Nested(through=Level.LAN, upper=Equal(), lower=PerCapita())

    Raises:
        InputTypeError: something else than keys.

    Raises, when it distributes:
        MissingFigureError: somebody without a parent.
        UnknownCodeError: a parent with money and without children or a key of its own.
        UnspentError, OverdrawnError: `upper` or `lower` does not use up what it is given.
    """

    through: str
    upper: Key = field(converter=as_key)
    lower: Key | _ByParent = field(converter=_lower)

    def quotas(self, amount: Fraction, scope: Scope) -> Quotas:
        """Return what reaches each recipient, and no rest."""
        return Quotas(leaves_of(self.nodes(amount, scope), scope.codes))

    def nodes(self, amount: Fraction, scope: Scope) -> tuple[Node, ...]:
        """Return the parents, with what each has and hands on.

        Raises:
            UnspentError, OverdrawnError: a key that does not use up what it is given.
        """
        children = self._children(scope)
        above = self._above(scope)
        upper = spent(self.upper, distributed(self.upper, amount, above), amount)
        shares = dict(zip(above.codes, upper.fractions(), strict=True))
        childless = tuple(code for code in above.codes if shares[code] and code not in children)
        if childless:
            raise UnknownCodeError(
                "nested.childless", key=repr(self.upper), parents=childless, level=scope.level
            )
        lower = self._keys(shares, children)
        return tuple(
            self._node(parent, shares[parent], lower.get(parent), self._below(parent, codes, scope))
            for parent, codes in children.items()
        )

    def _children(self, scope: Scope) -> dict[str, list[str]]:
        if not scope.listed(self.through):
            held = {table.level for table in scope.population.tables if table.level != scope.level}
            raise UnknownCodeError(
                "nested.level",
                key=repr(self),
                through=self.through,
                near=nearest(self.through, tuple(sorted(held))),
            )
        parents = scope.parents(self.through)
        orphans = tuple(code for code in scope.codes if code not in parents)
        if orphans:
            raise MissingFigureError(
                "nested.orphans", recipients=orphans, level=scope.level, through=self.through
            )
        children: dict[str, list[str]] = {parent: [] for parent in sorted(set(parents.values()))}
        for code, parent in parents.items():
            children[parent].append(code)
        return children

    def _above(self, scope: Scope) -> Scope:
        """Return the scope of the parents: of all, or of those inside the parent above."""
        codes = scope.listed(self.through)
        above = evolve(scope, codes=codes, level=self.through, everyone=(), inside=None)
        if scope.inside is None:
            return above
        level, code = scope.inside
        whole = above.parents(level)
        return evolve(above, codes=tuple(each for each in codes if whole.get(each) == code))

    def _below(self, parent: str, codes: Iterable[str], scope: Scope) -> Scope:
        return evolve(scope.only(codes), inside=(self.through, parent))

    def _keys(
        self, shares: Mapping[str, Fraction], children: Mapping[str, list[str]]
    ) -> dict[str, Key]:
        if isinstance(self.lower, Key):
            return dict.fromkeys(children, self.lower)
        keys = dict(self.lower)
        unknown = tuple(code for code in keys if code not in shares)
        if unknown:
            raise UnknownCodeError(
                "nested.unknown_lower", key=repr(self), parents=unknown, level=self.through
            )
        without = tuple(code for code in children if shares[code] and code not in keys)
        if without:
            raise UnknownCodeError("nested.no_lower", key=repr(self), parents=without)
        return keys

    def _node(self, parent: str, share: Fraction, key: Key | None, inner: Scope) -> Node:
        plain = plain_key(key)
        if not share or key is None:
            # Nothing is shared among them, even where they have no weights to share it by.
            nothing = Vector(0, 1, (0,) * len(inner.codes))
            below = plain.empty(inner) if isinstance(plain, Nested) else ()
            return Node(self.through, parent, share, inner.codes, nothing, below)
        nodes = plain.nodes(share, inner) if isinstance(plain, Nested) else ()
        quotas = (
            leaves_of(nodes, inner.codes)
            if nodes
            else spent(key, distributed(key, share, inner), share)
        )
        return Node(self.through, parent, share, inner.codes, quotas, nodes)

    def empty(self, scope: Scope) -> tuple[Node, ...]:
        """Return the parents, who have nothing."""
        every = self.lower if isinstance(self.lower, Key) else None
        keys: dict[str, Key] = {} if isinstance(self.lower, Key) else dict(self.lower)
        return tuple(
            self._node(
                parent, Fraction(0), keys.get(parent, every), self._below(parent, codes, scope)
            )
            for parent, codes in self._children(scope).items()
        )

    def steps(self, amount: Fraction, scope: Scope) -> tuple[Step, ...]:
        """Return one step, with those of the upper key and of each parent's lower key."""
        nodes = self.nodes(amount, scope)
        keys = self._keys({node.code: node.quota for node in nodes}, self._children(scope))
        lower = {
            node.code: keys[node.code].steps(node.quota, self._below(node.code, node.codes, scope))
            for node in nodes
            if node.quota
        }
        return (
            NestedStep(
                key=repr(self),
                codes=scope.codes,
                given=amount,
                quotas=leaves_of(nodes, scope.codes),
                rest=Fraction(0),
                inner=self.upper.steps(amount, self._above(scope)),
                parents=tuple((code, node.code) for node in nodes for code in node.codes),
                lower=tuple(lower.items()),
            ),
        )

    def __repr__(self) -> str:
        through = (
            f"Level.{Level(self.through).name}" if self.through in SWEDISH else repr(self.through)
        )
        lower = (
            repr(self.lower)
            if isinstance(self.lower, Key)
            else f"{{{', '.join(f'{code!r}: {key!r}' for code, key in self.lower)}}}"
        )
        return f"Nested(through={through}, upper={self.upper!r}, lower={lower})"


def misplaced(key: Key | None) -> bool:
    """Tell whether a `Nested` stands where it cannot keep its parents' sums.

    >>> from fordelning import Equal, Split
    >>> nested = Nested(through="lan", upper=Equal(), lower=Equal())
    >>> misplaced(nested), misplaced(Split((1, nested)))
    (False, True)
    """
    plain = plain_key(key)
    if not isinstance(plain, Nested):
        return any(isinstance(each, Nested) for each in inside(plain))
    lower = [plain.lower] if isinstance(plain.lower, Key) else [each for _, each in plain.lower]
    above = any(isinstance(each, Nested) for each in inside(plain.upper))
    return above or any(map(misplaced, lower))


def leaves_of(nodes: tuple[Node, ...], codes: tuple[str, ...]) -> Vector:
    """Return what reaches each recipient through the parents, in the order of the codes."""
    found: dict[str, Fraction] = {}
    for node in nodes:
        found.update(zip(node.codes, node.quotas.fractions(), strict=True))
    return Vector.of(map(found.__getitem__, codes))
