"""Writers: an allocation as a workbook (`excel`), as a page of HTML (`html`), as CSV, JSON or
Markdown (`text`), or in a file of the format that its name tells (`files`).

Never here: a calculation of amounts, or reading anything back.
"""

__all__: list[str] = []
