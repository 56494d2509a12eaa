"""The outline as a tree of lines: in colours at a terminal, plain elsewhere and under NO_COLOR."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from natotui.argument.model import Outline, Theme
from natotui.article.model import PROSE, Article
from natotui.article.sanitise import sanitise
from natotui.exchange.document import Document
from natotui.exchange.forest import Branch, Forest
from natotui.exchange.signs import NAMES, not_argued, unsure
from natotui.exchange.words import clip, one_line
from natotui.signs import SIGNS

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {"title": "bold", "about": "dim", "part": "bold underline", "theme": "bold", "thesis": "bold yellow",
           "claim": "blue", "evidence": "default", "counterpoint": "red", "rebuttal": "green", "background": "dim",
           "heading": "bold", "legend": "dim"}
_DEEPEST = 6
"""Levels of indent, so that a long chain leaves room for words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree: its style is a role or one of ``title, about, part, theme, heading, legend``."""

    style: str
    head: str
    """Indent, sign and marks."""
    words: str
    faint: bool = False


def rows(document: Document, ascii_only: bool = False) -> Iterator[Row]:
    """The lines of the tree.

    Args:
        ascii_only: signs for a terminal without UTF-8.
    """
    article, outline = document.article, document.outline
    yield Row("title", "", one_line(article.title) or one_line(article.source) or "Untitled")
    yield Row("about", "", _about(article, outline))
    said = document.notice or not_argued(outline, "--argue")
    if said:
        yield from (Row("about", "", sentence) for sentence in _sentences(said))
        if not document.notice:
            yield from _headings(article)
        return
    forest = Forest(outline)
    parts = {each: part.label for part in reversed(outline.parts) for each in part.themes[:1]}
    for number, theme in enumerate(outline.themes, 1):
        if theme.id in parts:
            yield Row("part", "", one_line(parts[theme.id]))
        yield from _theme(article, forest, theme, number, ascii_only)
    yield Row("legend", "", _legend(ascii_only))


def _about(article: Article, outline: Outline) -> str:
    counts = [(NAMES[role].lower(), sum(unit.role == role for unit in outline.units)) for role in NAMES]
    said = [f"{count} {name}{'' if count == 1 or name in ('evidence', 'background') else 's'}"
            for name, count in counts if count and name not in ("thesis", "background")]
    words = "1 word" if article.words == 1 else f"{article.words} words"
    return ", ".join(filter(None, [one_line(article.byline), words, *said]))


def _sentences(words: str) -> list[str]:
    """Each on a line of its own, so that nothing of it is cut at 80 cells."""
    return re.split(r"(?<=\.) ", words)


def _theme(article: Article, forest: Forest, theme: Theme, number: int, ascii_only: bool) -> Iterator[Row]:
    branches = forest.of_theme(theme)
    yield Row("theme", f"{number} ", f"{one_line(theme.label)} ({len(branches)})")
    for branch in branches:
        unit = branch.unit
        yield Row(unit.role, _head(branch, ascii_only), one_line(article.text[unit.start:unit.end]), unsure(unit))


def _head(branch: Branch, ascii_only: bool) -> str:
    marks = "!" * branch.gap + "?" * unsure(branch.unit)
    return "  " * (min(branch.depth, _DEEPEST) + 1) + SIGNS[branch.unit.role][ascii_only] + marks + " "


def _headings(article: Article) -> Iterator[Row]:
    """What an article that argues nothing has instead of claims: its headings and the beginnings of paragraphs."""
    for block in article.blocks:
        if block.furniture or block.kind not in PROSE | {"heading"}:
            continue
        words = one_line(article.text[block.start:block.end])
        yield Row("heading", "", words) if block.kind == "heading" else Row("background", "  ", words)


def _legend(ascii_only: bool) -> str:
    signs = [f"{SIGNS[role][ascii_only]} {NAMES[role].lower()}" for role in NAMES if role != "background"]
    return "  ".join([*signs, "! nothing supports or answers it", "? unsure"])


def plain(document: Document, width: int = 0, ascii_only: bool = False) -> str:
    """The tree as plain text, a line a row, clipped to ``width`` cells (0: not clipped)."""
    ellipsis = "~" if ascii_only else "…"
    return "".join(clip(sanitise(row.head + row.words), width, ellipsis) + "\n" for row in rows(document, ascii_only))


def dump(document: Document) -> str:
    """The tree as plain text, nothing clipped."""
    return plain(document)


def coloured(document: Document, width: int, ascii_only: bool = False) -> Text:
    """The tree as Rich text in the terminal's own colours, clipped to ``width`` cells."""
    from rich.text import Text

    made = Text(no_wrap=True, end="")
    for row in rows(document, ascii_only):
        line = clip(sanitise(row.head + row.words), width, "~" if ascii_only else "…")
        made.append(line[:len(row.head)], style=_STYLES[row.style])
        style = "dim" if row.faint else _STYLES[row.style] if row.style not in ("claim", "evidence") else ""
        made.append(line[len(row.head):] + "\n", style=style)
    return made


def show(documents: Iterable[Document], stream: TextIO, environ: dict[str, str] | None = None) -> None:
    """Print trees: coloured and clipped where ``stream`` is a terminal that wants colours, else plain.

    Args:
        environ: NO_COLOR, TERM and COLUMNS are read from it; None takes the process's own.
    """
    settings = dict(os.environ) if environ is None else environ
    terminal = stream.isatty()
    ascii_only = "utf" not in (stream.encoding or "").lower() or bool(settings.get("NATOTUI_ASCII"))
    width = shutil.get_terminal_size().columns if terminal else _columns(settings.get("COLUMNS", ""), 0)
    colours = terminal and not settings.get("NO_COLOR") and settings.get("TERM", "dumb") not in ("dumb", "")
    for place, document in enumerate(documents):
        if place:
            stream.write("\n")
        if colours:
            from rich.console import Console

            Console(file=stream, width=max(width, 20), highlight=False, markup=False, emoji=False).print(
                coloured(document, max(width, 20), ascii_only), end="", soft_wrap=True)
        else:
            stream.write(plain(document, width, ascii_only))


def _columns(text: str, other: int) -> int:
    """``text`` as a number of columns from 20 up, else ``other``."""
    return int(text) if text.isascii() and text.isdigit() and int(text) >= 20 else other
