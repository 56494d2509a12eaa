"""Debate cards in Markdown: a tag, a cite, and the passage with the part that is read out underlined."""

from __future__ import annotations

from collections.abc import Iterator

from natotui.argument.model import Unit
from natotui.exchange import remarks
from natotui.exchange.document import Document
from natotui.exchange.forest import Forest
from natotui.exchange.mark import escape, paragraph
from natotui.exchange.signs import NAMES
from natotui.exchange.source import page, source
from natotui.exchange.words import clip, one_line

_TAG = 120
"""Cells of a tag that is made from the article's words."""
_CARDS = ("thesis", "claim", "counterpoint", "rebuttal")


def dump(document: Document) -> str:
    """A card for each thesis, claim, counterpoint and rebuttal, by theme."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    forest, notes = Forest(document.outline), remarks.Remarks(document)
    labels = {theme.id: theme.label for theme in document.outline.themes}
    yield f"# {escape(source(document.article).title or 'Untitled')}"
    for unit in document.outline.units:
        if unit.role not in _CARDS:
            continue
        own = [one_line(placed.note.body) for placed in notes.on(unit.id) if placed.note.body.strip()]
        words = document.article.text[unit.start:unit.end]
        yield from ["", f"## {escape(own[0] if own else clip(one_line(words), _TAG))}", ""]
        where = ", ".join([NAMES[unit.role], *(labels[each] for each in unit.themes if each in labels)])
        yield from [f"*{escape(where)}*", "", _cite(document, unit), ""]
        yield from _passage(document, _read_out(document, unit, forest, notes))
        yield from ([""] + [paragraph(each) for each in own[1:]] if own[1:] else [])


def _cite(document: Document, unit: Unit) -> str:
    """Last name and year in bold, as debaters say them, then the whole citation."""
    about = source(document.article)
    last = about.author.split(",")[0].split(" and ")[0].split(" ")[-1]
    short = " ".join(filter(None, [last or about.site, about.date[:4]]))
    cited = about.citation(page(document.article, unit.start))
    return " — ".join(filter(None, [f"**{escape(short)}**" if short else "", escape(cited)])) or "No source known"


def _read_out(document: Document, unit: Unit, forest: Forest, notes: remarks.Remarks) -> list[tuple[int, int]]:
    """The spans to underline: the unit, the evidence for it and what the person marked in them, merged."""
    below = [child for child in forest.children[unit.id] if child.role == "evidence"]
    spans = [(each.start, each.end) for each in (unit, *below)]
    spans += [(placed.start, placed.end) for each in (unit, *below) for placed in notes.on(each.id)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _passage(document: Document, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The paragraphs that hold ``spans``, with these underlined; a mark where paragraphs between are left out."""
    blocks = document.article.blocks
    last = -1
    for index in sorted({place for start, end in spans for place in range(blocks.at(start), blocks.at(end - 1) + 1)}):
        if last >= 0:
            yield from [">", "> […]", ">"] if index > last + 1 else [">"]
        last = index
        yield "> " + _underlined(document.article.text, blocks[index].start, blocks[index].end, spans)


def _underlined(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    made, at = [], start
    for first, final in spans:
        if first < end and final > start:
            first, final = max(first, start), min(final, end)
            made += [_kept(text[at:first]), f"<u>{escape(text[first:final])}</u>"]
            at = final
    return "".join([*made, _kept(text[at:end])]).strip()


def _kept(text: str) -> str:
    """``text`` escaped, with the blanks at its ends that keep it apart from its neighbours."""
    words = escape(text)
    return (" " if text[:1].isspace() else "") + words + (" " if words and text[-1:].isspace() else "")
