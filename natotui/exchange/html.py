"""One HTML page that needs nothing else: the article beside its outline, the map, the notes.

No script; a content security policy that lets the page load nothing and apply only its own style sheet.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from natotui.exchange import remarks
from natotui.exchange.document import Document
from natotui.exchange.forest import Branch, Forest
from natotui.exchange.page_style import style
from natotui.exchange.page_text import Spans
from natotui.exchange.signs import NAMES, gap_in_words, not_argued, unsure
from natotui.exchange.source import source
from natotui.exchange.svg import escape, picture
from natotui.exchange.words import one_line
from natotui.signs import SIGNS

_KEYS = (("article", "Article", "a"), ("outline", "Outline", "o"), ("map", "Map", "m"), ("notes", "Notes", "n"))


def dump(document: Document) -> str:
    """The page."""
    return "\n".join(_lines(document)) + "\n"


def policy(sheet: str) -> str:
    """The content security policy of a page with this style sheet."""
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _lines(document: Document) -> Iterator[str]:
    spans, sheet = Spans(document), style()
    title = escape(source(document.article).title or "Untitled")
    language = escape(one_line(document.article.metadata.get("language", "")) or "en")
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy(sheet)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="referrer" content="no-referrer">\n<title>{title}</title>'
    yield f"<style>{sheet}</style>\n</head>\n<body>"
    sections = [each for each in _KEYS if each[0] != "notes" or spans.notes]
    yield "<nav>" + " ".join(f'<a href="#{name}" accesskey="{key}">{label} <small>({key})</small></a>'
                             for name, label, key in sections) + "</nav>"
    yield f"<header><h1>{title}</h1>{_facts(document)}</header>\n<div class=\"halves\">"
    yield '<main id="article" tabindex="-1">'
    yield from spans.blocks()
    yield '</main>\n<section class="outline" id="outline" tabindex="-1" aria-labelledby="outline-head">'
    yield '<h2 id="outline-head">What it argues</h2>'
    yield from _outline(document, spans)
    yield "</section>\n</div>"
    yield '<section id="map" tabindex="-1" aria-labelledby="map-head"><h2 id="map-head">Map of the argument</h2>'
    yield f"<figure>{picture(document, {each: f'#{name}' for each, name in spans.names.items()})}</figure></section>"
    yield from _notes(document, spans)
    made = f" on {escape(document.made[:10])}" if document.made else ""
    yield f"<footer><p>Written by natotui{made}.</p></footer>\n</body>\n</html>"


def _facts(document: Document) -> str:
    about = source(document.article)
    shown = {block.kind for block in document.article.blocks}
    lead = document.article.standfirst if "standfirst" not in shown else ""
    author = about.author if "byline" not in shown else ""
    facts = [escape(each) for each in (author, about.site, about.date) if each]
    if about.url:
        facts.append(f'<a href="{escape(about.url)}" rel="noreferrer noopener">{escape(about.url)}</a>')
    words = f'<p class="standfirst">{escape(lead)}</p>' if lead else ""
    return words + (f'<p class="facts">{", ".join(facts)}</p>' if facts else "")


def _outline(document: Document, spans: Spans) -> Iterator[str]:
    if not_argued(document.outline) or not document.outline.units:
        yield f"<p>{escape(not_argued(document.outline) or 'No argument was found.')}</p>"
        return
    yield '<ul class="key" aria-label="Signs">' + "".join(
        f'<li class="{role}"><span class="sign">{SIGNS[role][0]}</span> <span class="role">{NAMES[role]}</span></li>'
        for role in NAMES if role != "background") + "</ul>"
    parts = {each: part.label for part in reversed(document.outline.parts) for each in part.themes[:1]}
    yield "<ol>"
    for theme, branches in Forest(document.outline).by_theme():
        part = f'<p class="role">{escape(one_line(parts[theme.id]))}</p>' if theme.id in parts else ""
        yield f"<li>{part}<h3>{escape(one_line(theme.label))}</h3>"
        yield from _nested(document, spans, branches)
        yield "</li>"
    yield "</ol>"


def _nested(document: Document, spans: Spans, branches: list[Branch]) -> Iterator[str]:
    """The branches as lists in lists."""
    depth = -1
    for branch in branches:
        if branch.depth > depth:
            yield "<ul>"
        else:
            yield "</li>" + "</ul></li>" * (depth - branch.depth)
        depth = branch.depth
        yield _line(document, spans, branch)
    yield "</li></ul>" * (depth + 1)


def _line(document: Document, spans: Spans, branch: Branch) -> str:
    unit, name = branch.unit, spans.names[branch.unit.id]
    said = [*(["undercuts the step above"] if branch.relation and branch.relation.type == "undercuts" else []),
            *([gap_in_words(unit)] if branch.gap else []), *(["unsure"] if unsure(unit) else [])]
    more = f' <span class="more">({", ".join(said)})</span>' if said else ""
    speaker = f' <span class="more">— {escape(unit.speaker)}</span>' if unit.speaker else ""
    words = escape(one_line(document.article.text[unit.start:unit.end]))
    return (f'<li class="{unit.role}" id="line-{name}"><span class="sign">{SIGNS[unit.role][0]}</span> '
            f'<a href="#{name}"><span class="role">{NAMES[unit.role]}</span> {words}</a>{speaker}{more}')


def _notes(document: Document, spans: Spans) -> Iterator[str]:
    if not spans.notes:
        return
    yield '<section class="notes" id="notes" tabindex="-1" aria-labelledby="notes-head">'
    yield '<h2 id="notes-head">Notes</h2>\n<ol>'
    for number, placed in enumerate(spans.notes, 1):
        body = f"<p>{escape(placed.note.body.strip())}</p>" if placed.note.body.strip() else ""
        tags = " ".join(f'<span class="tag">#{escape(tag)}</span>' for tag in placed.note.tags)
        back = "The words are gone from the article." if placed.status == "lost" else \
            f'<a href="#place-{number}">to the words</a>'
        yield (f'<li id="note-{number}"><blockquote>{escape(remarks.quote(document, placed))}</blockquote>{body}'
               f'<p class="facts">{escape(remarks.heading(placed))} {tags} {back}</p></li>')
    yield "</ol></section>"
