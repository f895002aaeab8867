"""Reading a file of 150 000 cells, the most that SCB gives at a time, against parsing it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

from benchmarks.measure import Line, in_turns, ratio
from fordelning.readers import read_population
from fordelning.register import swedish

__all__ = ["parsing"]

_AGES = (*map(str, range(99)), "99+")
_YEARS = ("2021", "2022", "2023")


def _variable(label: str, codes: Sequence[str]) -> dict[str, object]:
    index = {code: place for place, code in enumerate(codes)}
    return {"label": label, "category": {"index": index, "label": {each: each for each in codes}}}


def _file(random: Random) -> bytes:
    """Return json-stat2 shaped as the table of 1 November, invented: 250 x 100 x 2 x 3."""
    kommuner = [each.code for each in swedish().kommuner if each.until.year > int(_YEARS[-1])]
    dimension = {
        "Region": _variable("region", kommuner[:250]),
        "Alder": _variable("ålder", _AGES),
        "Kon": _variable("kön", ("1", "2")),
        "ContentsCode": _variable("tabellinnehåll", ("BE0101A9",)),
        "Tid": _variable("år", _YEARS),
    }
    size = [250, len(_AGES), 2, 1, len(_YEARS)]
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängd 1 november efter region, ålder och kön (påhittade siffror)",
        "source": "påhittad",
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "id": list(dimension),
        "size": size,
        "dimension": dimension,
        "extension": {"px": {"tableid": "TAB1267"}},
        "value": [random.randrange(9_000) for _ in range(150_000)],
    }
    return json.dumps(dataset).encode()


def parsing() -> list[Line]:
    """Compare `read_population` with `json.loads` on the same bytes."""
    random = Random(150_000)  # noqa: S311 - nothing here is secret
    times = in_turns(
        {"read": read_population, "parsed": json.loads},
        lambda calls: [_file(random) for _ in range(calls)],
        blocks=21,
        calls=1,
    )
    name = "read_population / json.loads, 150 000 cells"
    return [ratio(name, times["read"], times["parsed"], "at most 8")]
