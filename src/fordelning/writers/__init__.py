"""Writers: an allocation as a workbook (`excel`), as a page of HTML (`html`), as CSV, JSON or
Markdown (`text`).

Never here: a calculation of amounts, or reading anything back.
"""

__all__: list[str] = []
