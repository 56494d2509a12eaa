"""Tables as lines of text: cells beside each other, columns aligned where the table is narrow enough."""

from __future__ import annotations

from collections.abc import Iterator

from natotui.article.draft import Draft

SEPARATOR = " │ "
_WIDEST = 100  # code points of a row that is still worth aligning
_MOST_COLUMNS = 64


def add_table(draft: Draft, rows: list[list[str]], header: bool, page: int = 0) -> None:
    """Add one "row" block per row; the first is marked "header" if it is one."""
    for index, line in enumerate(_lines(rows)):
        draft.add("row", line, marker="header" if header and index == 0 else "", page=page)


def _lines(rows: list[list[str]]) -> Iterator[str]:
    rows = [[" ".join(cell.split()) for cell in row[:_MOST_COLUMNS]] for row in rows]
    columns = max(map(len, rows), default=0)
    widths = [max((len(row[column]) for row in rows if column < len(row)), default=0) for column in range(columns)]
    aligned = sum(widths) + len(SEPARATOR) * (columns - 1) <= _WIDEST
    for row in rows:
        if any(row):
            cells = [cell.ljust(widths[at]) if aligned else cell for at, cell in enumerate(row)]
            yield SEPARATOR.join(cells).rstrip()
