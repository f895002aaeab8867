"""Rounding a table so that its rows and its columns both add up.

Whole numbers only. Never here: money, recipients or dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["in_proportion"]


def in_proportion(rows: Sequence[int], weights: Sequence[int]) -> list[list[int]]:
    """Return whole cells, in proportion to `weights`, that add up to each row's sum.

    The exact cell of a row with the sum r is r * w / sum(weights). Every cell is its exact
    one or a whole neighbour of it, less than one unit away; so is each column's sum.

    Why that can always be done, and ends: take the part of every exact cell that is over a
    whole number, and add a row of what each column of parts lacks of the next whole number.
    Now every row and column of parts adds up to a whole number, so one that has a part
    between 0 and 1 has another. A walk that goes along a row and along a column in turn,
    from part to part and never straight back, therefore goes on until it meets itself: a
    closed walk. Give every other cell on it as much as the rest lose, and no row or column
    has changed; do it until the first of them is 0 or 1, and that one is settled. So
    there are at most as many walks as cells. In the end a cell is its whole number below
    plus 0 or 1, a cell that was whole is as it was, and the added row is 0 or 1 too, by
    which the column's sum misses the whole number above its exact sum.

    To round column by column is simpler, and cannot do this: each column rounded to its
    own sum may leave rows that no rounding of the last columns makes up. Nor can cumulated
    columns, whose differences may be two units off, or below zero.

    >>> in_proportion([4, 6], [2, 2, 2, 3, 3])
    [[1, 0, 1, 1, 1], [1, 1, 1, 2, 1]]
    """
    over = sum(weights)
    cells = [[row * weight for weight in weights] for row in rows]
    lacking = [-sum(rows) * weight for weight in weights]
    units = [[cell // over for cell in row] for row in cells]
    parts = _Parts([[cell % over for cell in row] for row in (*cells, lacking)], over)
    for row, column in parts.settled():
        if row < len(units):
            units[row][column] += 1
    return units


class _Parts:
    """Hold the parts between 0 and 1 that are not settled, as a graph.

    Rows are the nodes from 0 on, columns those after them; `near[a][b]` is the part, over
    `over`, where a row and a column meet, from either side.
    """

    def __init__(self, parts: Sequence[Sequence[int]], over: int) -> None:
        self.over = over
        self.rows = len(parts)
        self.near: list[dict[int, int]] = [{} for _ in range(self.rows + len(parts[0]))]
        for row, line in enumerate(parts):
            for column, part in enumerate(line, self.rows):
                if part:
                    self.near[row][column] = self.near[column][row] = part

    def settled(self) -> list[tuple[int, int]]:
        """Settle all parts, and return the rows and columns of those that became 1."""
        raised: list[tuple[int, int]] = []
        for start in range(self.rows):
            while self.near[start]:
                raised += self._shift(self._closed_walk(start))
        return raised

    def _closed_walk(self, start: int) -> list[int]:
        """Walk until a node is met again; return the nodes from there on, and it once more."""
        walk, seen = [start], {start: 0}
        before = -1
        while True:
            here = walk[-1]
            after = next(node for node in self.near[here] if node != before)
            walk.append(after)
            if after in seen:
                return walk[seen[after] :]
            seen[after] = len(walk) - 1
            before = here

    def _shift(self, walk: list[int]) -> list[tuple[int, int]]:
        """Move as much around a closed walk as settles a part, the shorter way round."""
        near, over = self.near, self.over
        steps = list(pairwise(walk))
        up, down = steps[::2], steps[1::2]
        more = min(*(over - near[a][b] for a, b in up), *(near[a][b] for a, b in down))
        less = min(*(near[a][b] for a, b in up), *(over - near[a][b] for a, b in down))
        by = more if more <= less else -less
        raised: list[tuple[int, int]] = []
        for places, change in ((up, by), (down, -by)):
            for a, b in places:
                part = near[a][b] + change
                if 0 < part < over:
                    near[a][b] = near[b][a] = part
                    continue
                del near[a][b], near[b][a]
                if part:
                    raised.append((min(a, b), max(a, b) - self.rows))
        return raised
