"""Whatever words an article, a label or a note holds, they are words in the file and nothing else."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from exchange_documents import NASTY, make, nasty, noted
from hypothesis import given, settings
from hypothesis import strategies as st

from natotui.argument.model import Outline, Theme, Unit
from natotui.article.model import Article, Blocks
from natotui.article.sanitise import sanitise
from natotui.exchange import argdown, dot, mark, mermaid
from natotui.exchange.csv import COLUMNS, guard
from natotui.exchange.document import Document
from natotui.exchange.formats import FORMATS
from natotui.exchange.html import policy
from natotui.exchange.page_style import style
from natotui.exchange.words import one_line

PUNCTUATION = st.text(st.sampled_from("\\\"'`<>&#;:{}[]()|*_~^$@%=+-/.!,\n\t 🚌e\u0301漢\u00adAa1"), max_size=40)
WORDS = st.one_of(PUNCTUATION, st.sampled_from(NASTY), st.text(max_size=40)).map(sanitise)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Three units with any words, in themes with any labels, under any title."""
    texts = [draw(WORDS.filter(str.strip)) for _ in range(3)]
    label, title, byline = (draw(WORDS) for _ in range(3))
    facts = {"date": draw(WORDS), "url": draw(WORDS), "language": draw(WORDS)}
    return noted(make(title, [
        (texts[0], "claim", label, "", "supports"), (texts[1], "evidence", label, "u1", "attacks"),
        (texts[2], "counterpoint", label + "2", "u2", "undercuts")], byline=byline, metadata=facts))


class Page(HTMLParser):
    """What a browser would take for elements, attributes and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)


ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "nav", "a", "small", "header", "h1", "h2", "h3", "h4", "h5", "h6",
    "p", "div", "main", "section", "span", "ul", "ol", "li", "blockquote", "pre", "br", "mark", "sup", "figure", "svg",
    "defs", "marker", "path", "polyline", "rect", "g", "text", "footer"}


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_page_holds_no_element_and_no_address_that_we_did_not_write(document: Document) -> None:
    page = Page()
    text = FORMATS["html"].dump(document).text
    page.feed(text)
    assert set(page.elements) <= ELEMENTS and page.odd == []
    for name, value in page.attributes:
        assert not name.startswith("on") and name != "src" and name != "style"
        if name == "href":
            assert value and re.match(r"#[a-z]+(-[a-z0-9-]+)?$|https?://[^\s\"<>]+$", value)
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(set(ids)) == len(ids)
    shown = one_line("".join(page.text))
    for unit in document.outline.units:
        assert one_line(document.article.text[unit.start:unit.end]) in shown


def test_every_link_of_the_page_leads_somewhere_and_its_keys_are_there() -> None:
    page = Page()
    page.feed(FORMATS["html"].dump(noted(nasty())).text)
    ids = {value for name, value in page.attributes if name == "id"}
    links = {value for name, value in page.attributes if name == "href" and value and value[0] == "#"}
    assert len(links) > 20 and links <= {f"#{each}" for each in ids}
    assert [value for name, value in page.attributes if name == "accesskey"] == ["a", "o", "m", "n"]
    assert "script" not in page.elements


def test_the_page_s_policy_lets_it_do_nothing_but_its_own_style() -> None:
    text = FORMATS["html"].dump(nasty()).text
    assert f'content="{policy(style())}"' in text and f"<style>{style()}</style>" in text
    assert policy("x").startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy("x")
    assert "</" not in style()


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_picture_is_xml_and_shows_the_words(document: Document) -> None:
    root = ET.fromstring(FORMATS["svg"].dump(document).text.encode())
    space = "{http://www.w3.org/2000/svg}"
    allowed = {"svg", "style", "rect", "text", "defs", "marker", "path", "polyline", "g", "title"}
    assert {each.tag.removeprefix(space) for each in root.iter()} <= allowed
    titles = [one_line(each.text or "") for each in root.iter(f"{space}title")]
    for unit in document.outline.units:
        words = one_line(document.article.text[unit.start:unit.end])
        assert f"{unit.role.capitalize()}: {words}" in titles


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_escaped_words_are_the_words(text: str) -> None:
    plain = one_line(text)
    back = re.sub(r"\\(.)", r"\1", argdown.escape(text))
    assert back == plain and not re.search(r'(?<!\\)(?:\\\\)*[\[\]<>{}*_#@+\-:()/=~.|`"]', argdown.escape(text))
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), mermaid.escape(text)) == plain
    assert not set(mermaid.escape(text)) & set("\"'`<>&{}[]()|%\\\n")
    quoted = dot.quoted(text)
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\])*"', quoted) and "\n" not in quoted
    assert re.sub(r"\\(.)", r"\1", mark.escape(text)) == plain


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = guard(text)
    assert cell in (text, "'" + text)
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠") and cell[:1] not in ("\t", "\r", "\n")


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_table_is_a_table(document: Document) -> None:
    rows = list(csv.reader(io.StringIO(FORMATS["csv"].dump(document).text, newline="")))
    assert rows[0] == list(COLUMNS) and all(len(row) == len(COLUMNS) for row in rows)
    assert len(rows) == 1 + len(document.outline.units) + len(document.notes)
    for row, unit in zip(rows[1:], document.outline.units, strict=False):
        assert row[4].removeprefix("'") == document.article.text[unit.start:unit.end].removeprefix("'")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_formulas_are_guarded_in_notes_and_labels(formula: str) -> None:
    units = (Unit("u1", 0, 1, "claim", 0.9, ("t",), speaker=formula),)
    document = Document(Article("x", Blocks()), Outline(units, (), (Theme("t", formula, ("u1",)),)))
    row = next(csv.DictReader(io.StringIO(FORMATS["csv"].dump(document).text, newline="")))
    assert row["theme"] == row["speaker"] == "'" + formula


@settings(max_examples=40, deadline=None)
@given(documents(), st.sampled_from(sorted(FORMATS)))
def test_every_format_writes_any_document(document: Document, name: str) -> None:
    dumped = FORMATS[name].dump(document)
    assert dumped.text.endswith("\n")
    assert dumped.text.encode("utf-8")
    assert dumped == FORMATS[name].dump(document)
