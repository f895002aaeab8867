"""Invented figures, written in each shape that statistics offices deliver.

Nothing here is published: the figures are drawn, and the writers are this file's own.
"""

import csv
import io
import json
import zipfile
from itertools import product
from typing import NamedTuple
from xml.sax.saxutils import escape

NAMES = {"01": "Stockholms län", "03": "Uppsala län", "09": "Gotlands län"}


class Axis(NamedTuple):
    """A variable, with (code, label) pairs."""

    id: str
    label: str
    values: tuple[tuple[str, str], ...]
    total: str = ""


class Invented(NamedTuple):
    """A table: axes, a figure (or a mark) for each combination, and what it says of itself."""

    axes: tuple[Axis, ...]
    figures: dict[tuple[str, ...], int | str | None]
    title: str = "Folkmängd 1 november efter region, ålder och kön (påhittade siffror)"
    table: str = "TAB1267"
    updated: str = "2020-02-03"
    contents: tuple[str, str] = ("BE0101A9", "Folkmängd")

    def cells(self):
        return list(product(*([code for code, _ in axis.values] for axis in self.axes)))


def age_axis(*codes):
    return Axis("Alder", "ålder", tuple((code, f"{code} år") for code in codes))


REGIONS = Axis("Region", "region", tuple(NAMES.items()))
SEXES = Axis("Kon", "kön", (("1", "män"), ("2", "kvinnor")))
TABLES_YEAR = Axis("Tid", "år", (("2019", "2019"),))
YEARS = Axis("Tid", "år", (("2018", "2018"), ("2019", "2019")))


def invented(axes=None, start=1, **more):
    """Give every cell a number of its own."""
    axes = axes or (REGIONS, age_axis("0", "1-24", "25+"), SEXES, YEARS)
    empty = Invented(tuple(axes), {}, **more)
    return empty._replace(figures={cell: start + 7 * at for at, cell in enumerate(empty.cells())})


def json_stat_2(table, **changed):
    """Write json-stat2, as PxWebApi v2 does."""
    contents = Axis("ContentsCode", "tabellinnehåll", (table.contents,))
    axes = [*table.axes[:-1], contents, table.axes[-1]]
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": table.title,
        "source": "SCB",
        "updated": f"{table.updated}T07:00:00Z",
        "note": ["Påhittade siffror."],
        "role": {"time": [table.axes[-1].id], "metric": ["ContentsCode"]},
        "id": [axis.id for axis in axes],
        "size": [len(axis.values) for axis in axes],
        "dimension": {axis.id: _dimension(axis) for axis in axes},
        "extension": {"px": {"tableid": table.table, "language": "sv"}},
        "value": [table.figures[cell] for cell in table.cells()],
    }
    return json.dumps({**dataset, **changed}, ensure_ascii=False).encode()


def _dimension(axis):
    return {
        "label": axis.label,
        "category": {
            "index": {code: at for at, (code, _) in enumerate(axis.values)},
            "label": dict(axis.values),
        },
        "extension": {"eliminationValueCode": axis.total} if axis.total else {},
    }


def json_stat_1(table):
    """Write json-stat 1, as PxWebApi v1 does."""
    dataset = json.loads(json_stat_2(table))
    dimension = {
        **dataset["dimension"],
        "id": dataset["id"],
        "size": dataset["size"],
        "role": dataset["role"],
    }
    kept = {key: dataset[key] for key in ("label", "source", "updated", "value")}
    return json.dumps({"dataset": {"dimension": dimension, **kept}}).encode()


def px(table):
    """Write a px file in latin-1, the last variable as heading."""
    lines = [
        'CHARSET="ANSI";',
        'AXIS-VERSION="2006";',
        f'LAST-UPDATED="{table.updated.replace("-", "")} 09:30";',
        f'MATRIX="{table.table}";',
        f'TITLE="{table.title[:20]}"\n"{table.title[20:]}";',
        'TITLE[en]="Invented; not published";',
        f'CONTENTS="{table.contents[1]}";',
        "STUB=" + ",".join(f'"{axis.label}"' for axis in table.axes[:-1]) + ";",
        f'HEADING="{table.axes[-1].label}";',
        'NOTEX="Påhittade "\n"siffror; inget annat";',
        'SOURCE="SCB";',
    ]
    for axis in table.axes:
        lines.append(
            f'VALUES("{axis.label}")=' + ",\n".join(f'"{label}"' for _, label in axis.values) + ";"
        )
        lines.append(
            f'CODES("{axis.label}")=' + ",".join(f'"{code}"' for code, _ in axis.values) + ";"
        )
        if axis.total:
            lines.append(f'ELIMINATION("{axis.label}")="{dict(axis.values)[axis.total]}";')
    lines.append(f'TIMEVAL("{table.axes[-1].label}")=TLIST(A1);')
    numbers = [_quoted(table.figures[cell]) for cell in table.cells()]
    width = len(table.axes[-1].values)
    rows = [" ".join(numbers[at : at + width]) for at in range(0, len(numbers), width)]
    return ("\n".join([*lines, "DATA=", *rows]) + ";").encode("latin-1")


def _quoted(figure):
    return f'"{figure}"' if isinstance(figure, str) else str(figure)


CODE_AND_NAME, CODE, TWO_CELLS = "code and name", "code", "two cells"


def _rows(table, cells, heading):
    """Return the names of the columns and the rows, years as columns or a row each."""
    first, *others, last = table.axes
    stub = [first, *others] if heading else [first, *others, last]
    names = ["region", *([""] if cells == TWO_CELLS else []), *(axis.label for axis in stub[1:])]
    if cells == TWO_CELLS:
        names[1] = "regionens namn"
    above = [label for _, label in last.values] if heading else [table.contents[1]]
    rows = []
    for values in product(*(axis.values for axis in stub)):
        code, name = values[0]
        region = {
            CODE_AND_NAME: [f"{code} {name}"],
            CODE: [code],
            TWO_CELLS: [code, name],
        }[cells]
        key = tuple(code for code, _ in values)
        figures = (
            [table.figures[(*key, code)] for code, _ in last.values]
            if heading
            else [table.figures[key]]
        )
        rows.append([*region, *(label for _, label in values[1:]), *figures])
    return names, above, rows


def delimited(
    table,
    *,
    separator=";",
    encoding="latin-1",
    title=True,
    cells=CODE_AND_NAME,
    heading=True,
):
    """Write CSV as PxWeb does."""
    names, above, rows = _rows(table, cells, heading)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC)
    if title:
        writer.writerow([table.title])
        text.write("\r\n")
    writer.writerow([*names, *above])
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(rows, *, sheet="TAB1267", shared=True, parts=None, body=None):
    """Write a workbook with one sheet, of rows of texts, numbers and nothing."""
    strings = []

    def cell(row, column, value):
        place = f"{_letters(column)}{row}"
        if value is None:
            return ""
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        if not shared:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        strings.append(value)
        return f'<c r="{place}" t="s"><v>{len(strings) - 1}</v></c>'

    data = "".join(
        f'<row r="{number}">'
        + "".join(cell(number, column, value) for column, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
        if row
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    found = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": body
        or f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
    }
    if strings:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{texts}</sst>'
    return zipped({**found, **(parts or {})})


def zipped(parts):
    """Pack texts as a zip; a part that is None is left out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            if text is not None:
                archive.writestr(name, text)
    return packed.getvalue()


def _letters(column):
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def xlsx(table, *, cells=TWO_CELLS, once=True, shared=True, below=()):
    """Write a workbook as Statistikdatabasen does: a blank corner, labels written once."""
    names, above, rows = _rows(table, cells, heading=True)
    sheet = [[table.title], [], [*[None] * len(names), *above]]
    before = [None] * len(names)
    for row in rows:
        labels = row[: len(names)]
        fresh = [
            label if not once or label != old or labels[:at] != before[:at] else None
            for at, (label, old) in enumerate(zip(labels, before, strict=True))
        ]
        before = labels
        sheet.append([*fresh, *row[len(names) :]])
    return workbook([*sheet, *below], sheet=table.table, shared=shared)
