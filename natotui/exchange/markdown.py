"""Reading notes in Markdown: what it is, its thesis, its themes with quotations and roles, the person's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from natotui.argument.model import Unit
from natotui.article.model import PROSE
from natotui.exchange import remarks
from natotui.exchange.document import Document
from natotui.exchange.forest import Branch, Forest
from natotui.exchange.mark import escape, paragraph, quote, yaml
from natotui.exchange.signs import NAMES, gap_in_words, not_argued, unsure
from natotui.exchange.source import page, source
from natotui.exchange.words import clip, one_line, quoted
from natotui.signs import SIGNS

if TYPE_CHECKING:
    from natotui.notes.model import Placed


def dump(document: Document) -> str:
    """Front matter, outline and notes."""
    return "\n".join([*_front(document), "", *_outline(document), *_notes(document)]) + "\n"


def outline(document: Document) -> str:
    """The outline alone: headings for themes, nested lists of quotations with their signs and roles."""
    return "\n".join(_outline(document)) + "\n"


def _front(document: Document) -> Iterator[str]:
    about = source(document.article)
    tags = sorted({tag for each in remarks.marks(document) for tag in each.note.tags})
    facts = {"title": about.title, "author": about.author, "date": about.date, "source": about.url,
             "created": document.made}
    yield "---"
    yield from (f"{name}: {yaml(value)}" for name, value in facts.items() if value)
    if tags:
        yield f"tags: [{', '.join(map(yaml, tags))}]"
    yield "---"


def _outline(document: Document) -> Iterator[str]:
    article, made = document.article, document.outline
    about = source(article)
    yield f"# {escape(about.title or 'Untitled')}"
    if article.standfirst:
        yield from ["", f"*{escape(article.standfirst)}*"]
    cited = ", ".join(filter(None, [about.author, about.site, about.date]))
    if cited or about.url:
        yield from ["", ". ".join(filter(None, [escape(cited), f"<{about.url}>" if about.url else ""]))]
    if document.notice or not_argued(made):
        yield from ["", document.notice] if document.notice else ["", not_argued(made), *_headings(document)]
        return
    forest, notes = Forest(made), remarks.Remarks(document)
    theses = [unit for unit in made.units if unit.role == "thesis"]
    if theses:
        yield from ["", "## Thesis" if len(theses) == 1 else "## Theses"]
    for unit in theses:
        yield from ["", quote(article.text[unit.start:unit.end])]
    parts = {each: part.label for part in reversed(made.parts) for each in part.themes[:1]}
    for number, (theme, branches) in enumerate(forest.by_theme(), 1):
        if theme.id in parts:
            yield from ["", f"## {escape(parts[theme.id])}"]
        yield from ["", f"{'###' if parts else '##'} {number}. {escape(theme.label)}", ""]
        if not branches:
            yield "Background only."
        for branch in branches:
            yield from _item(document, branch, forest, notes)


def _item(document: Document, branch: Branch, forest: Forest, notes: remarks.Remarks) -> Iterator[str]:
    """A unit as an item of a nested list, with the person's notes on it below."""
    unit, indent = branch.unit, "    " * branch.depth
    sign = SIGNS[unit.role][0]
    yield f"{indent}- {sign} **{NAMES[unit.role]}** {_said(document, unit)}{_marks(document, branch, forest)}"
    for placed in notes.on(unit.id):
        yield f"{indent}    - *{escape(remarks.heading(placed))}*{_own(document, placed, unit)}"


def _said(document: Document, unit: Unit) -> str:
    number = page(document.article, unit.start)
    speaker = f" — {escape(unit.speaker)}" if unit.speaker else ""
    where = f" (p. {number})" if number else ""
    return f"{quoted(escape(document.article.text[unit.start:unit.end]))}{speaker}{where}"


def _marks(document: Document, branch: Branch, forest: Forest) -> str:
    """What the reader should know of the unit beyond its words and its place in the list."""
    said = []
    above = forest.up.get(branch.unit.id)
    target = forest.units[above.target] if above else None
    if above and target and not branch.relation and target.role != "thesis":
        words = clip(one_line(document.article.text[target.start:target.end]), 60)
        said.append(f"{above.type} {quoted(escape(words))}")
    if branch.relation and branch.relation.type == "undercuts":
        said.append("undercuts the step above")
    if branch.gap:
        said.append(gap_in_words(branch.unit))
    if unsure(branch.unit):
        said.append("unsure")
    return f" *({', '.join(said)})*" if said else ""


def _own(document: Document, placed: Placed, unit: Unit | None = None) -> str:
    """What a note says, on one line: the words that it lies on where they are not the whole unit, comment, tags."""
    whole = unit is not None and placed.start <= unit.start and placed.end >= unit.end
    words = "" if whole else f" {quoted(escape(remarks.quote(document, placed)))}"
    body = f": {escape(placed.note.body)}" if placed.note.body.strip() else ""
    tags = remarks.tags(placed)
    return words + body + (f" {escape(tags)}" if tags else "")


def _headings(document: Document) -> Iterator[str]:
    """Headings and beginnings of paragraphs, for an article that argues nothing."""
    for block in document.article.blocks:
        if block.furniture or block.kind not in PROSE | {"heading"}:
            continue
        words = document.article.text[block.start:block.end]
        heading = f"{'#' * min(6, max(2, block.level))} {escape(words)}"
        yield from ["", heading if block.kind == "heading" else paragraph(words)]


def _notes(document: Document) -> Iterator[str]:
    """The notes that lie on no unit, and those whose words are gone."""
    notes = remarks.Remarks(document)
    listed = [("Further notes", notes.alone), ("Notes whose words are gone", notes.lost)]
    if not_argued(document.outline):
        listed[0] = ("Notes", [each for each in remarks.marks(document) if each.status != "lost"])
    for title, group in listed:
        if group:
            yield from ["", f"## {title}"]
        for placed in group:
            yield from ["", quote(remarks.quote(document, placed)), "", f"*{escape(remarks.heading(placed))}*"]
            if placed.note.body.strip():
                yield from ["", paragraph(placed.note.body)]
            if placed.note.tags:
                yield from ["", escape(remarks.tags(placed))]
