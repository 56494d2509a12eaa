"""The outline's own forms: the JSON contract, filters, gaps, tree, Markdown, citations; what each format loses."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from exchange_documents import all_gold, gold, nasty, noted, trams
from hypothesis import given, settings
from hypothesis import strategies as st

from natotui.argument.gaps import gaps
from natotui.argument.model import ROLES, Outline, Part, Relation, Theme, Unit
from natotui.article.model import Article, Blocks
from natotui.errors import NatotuiError
from natotui.exchange import copy, markdown, tree
from natotui.exchange.document import Document
from natotui.exchange.forest import Forest
from natotui.exchange.formats import FORMATS, contents, find
from natotui.exchange.json import lines, outline_json
from natotui.exchange.select import only_gaps, select
from natotui.exchange.words import clip, quoted, size, wrap


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def one_block(length: int) -> Blocks:
    """A paragraph."""
    blocks = Blocks()
    blocks.append("paragraph", 0, length)
    return blocks


@pytest.mark.parametrize("name", all_gold()[::8])
def test_json_keeps_its_contract(name: str) -> None:
    document = gold(name)
    made = json.loads(next(iter(lines([document]))))
    article = made["article"]
    assert set(article) >= {"source", "title", "standfirst", "byline", "words", "fingerprint", "text"}
    assert article["fingerprint"].startswith("sha256:") and article["words"] > 0
    ids = [unit["id"] for unit in made["units"]]
    assert len(set(ids)) == len(ids) == len(document.outline.units)
    end = 0
    for unit in made["units"]:
        assert article["text"][unit["start"]:unit["end"]] == unit["text"] and unit["start"] >= end
        end = unit["end"]
        assert unit["role"] in ROLES and 0 <= unit["confidence"] <= 1
        assert set(unit["themes"]) <= {theme["id"] for theme in made["themes"]}
    for theme in made["themes"]:
        assert theme["units"] and set(theme["units"]) <= set(ids)
    for relation in made["relations"]:
        assert {relation["source"], relation["target"]} <= set(ids)
        assert set(relation) == {"source", "target", "type", "confidence"}


def test_json_is_one_line_an_article() -> None:
    found = list(lines([trams(), nasty()]))
    assert len(found) == 2 and not any("\n" in each for each in found)
    assert json.loads(found[0])["article"]["byline"] == "Ana Author"
    assert json.loads(found[0])["article"]["standfirst"] is None


def test_role_and_theme_choose_units_and_what_is_left_is_an_outline() -> None:
    document = trams()
    chosen = select(document.outline, ["Evidence", "claim"])
    assert [unit.id for unit in chosen.units] == ["u2", "u3"]
    assert [(each.source, each.target) for each in chosen.relations] == [("u3", "u2")]
    assert [(theme.id, theme.units) for theme in chosen.themes] == [("costs", ("u2", "u3"))]
    for wanted in ("Comfort", "comfort", "2"):
        chosen = select(document.outline, themes=[wanted])
        assert [unit.id for unit in chosen.units] == ["u4", "u5", "u7"]
    outline_json(document.article, chosen)
    assert select(document.outline) == document.outline
    both = select(document.outline, ["rebuttal"], ["comfort", "costs"])
    assert [unit.id for unit in both.units] == ["u5"] and both.relations == ()


@pytest.mark.parametrize(("roles", "themes", "named"), [(["boss"], [], "counterpoint"), ([], ["Money"], "Comfort")])
def test_an_unknown_role_or_theme_is_answered_with_those_there_are(
        roles: list[str], themes: list[str], named: str) -> None:
    with pytest.raises(NatotuiError, match=named):
        select(trams().outline, roles, themes)


def test_gaps() -> None:
    outline = trams().outline
    assert gaps(outline) == {"u6"}
    bare = replace(outline, relations=())
    assert gaps(bare) == {"u2", "u4", "u6"}
    assert [unit.id for unit in only_gaps(bare).units] == ["u2", "u4", "u6"]


def test_circles_and_strangers_do_no_harm() -> None:
    units = tuple(Unit(f"u{n}", n, n + 1, "claim", 0.9, ("t",)) for n in range(4))
    pairs = [("u0", "u1"), ("u1", "u2"), ("u2", "u0"), ("u3", "u3"), ("u3", "u9"), ("u9", "u3"), ("u0", "u3")]
    themes = (Theme("t", "T", ("u0", "u1", "u2", "u3", "u9")),)
    outline = Outline(units, tuple(Relation(a, b, "supports") for a, b in pairs), themes)
    for branches in (Forest(outline).whole(), Forest(outline).by_theme()[0][1]):
        assert sorted(branch.unit.id for branch in branches) == ["u0", "u1", "u2", "u3"]
    document = Document(Article("abcdefgh", one_block(8)), outline)
    for form in FORMATS.values():
        assert form.dump(document).text
    chain = Outline(tuple(Unit(f"u{n}", n, n + 1, "evidence", 0.9, ("t",)) for n in range(1200)),
                    tuple(Relation(f"u{n}", f"u{n - 1}", "supports") for n in range(1, 1200)),
                    (Theme("t", "T", tuple(f"u{n}" for n in range(1200))),))
    deep = Document(Article("x" * 1200, one_block(1200)), chain)
    for name in set(FORMATS) - {"html"}:
        assert FORMATS[name].dump(deep).text


def test_the_plain_tree() -> None:
    shown = tree.plain(trams()).splitlines()
    assert shown[0] == "Tram article"
    assert shown[2:7] == ["1 Costs (4)", "  ★ 🚌 The city should build the tram.",
                          "  ◆ Trams lower the cost per rider.", "    ·? In Lyon the cost fell 12%.",
                          "      ✗! Lyon is denser than we are."]
    ascii_only = tree.plain(trams(), ascii_only=True)
    assert "  T " in ascii_only and "      X! Lyon" in ascii_only and "★" not in ascii_only


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    for document in (trams(), nasty(), gold(all_gold()[0])):
        assert all(size(line) <= width for line in tree.plain(document, width).splitlines())


def test_colours_only_where_they_are_wanted() -> None:
    def shown(stream: io.StringIO, **environ: str) -> str:
        tree.show([trams()], stream, environ)
        return stream.getvalue()

    assert "\x1b[" in shown(Terminal(), TERM="xterm-256color")
    for stream, environ in ((Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}), (Terminal(), {"TERM": "dumb"}),
                            (io.StringIO(), {"TERM": "xterm"})):
        assert "\x1b" not in shown(stream, **environ)


def test_several_trees_are_kept_apart_and_nothing_acts_on_the_terminal() -> None:
    evil = replace(trams(), outline=replace(trams().outline, themes=(Theme("costs", "a\x1b[2Jb\nc", ("u2",)),)))
    stream = io.StringIO()
    tree.show([trams(), evil], stream, {})
    assert "\n\nTram article\n" in stream.getvalue() and "\x1b" not in stream.getvalue()
    assert "a␛[2Jb c (1)" in stream.getvalue()


def test_what_argues_nothing_shows_headings_and_paragraphs() -> None:
    blocks = Blocks()
    blocks.append("heading", 0, 4, level=2)
    blocks.append("paragraph", 5, 9)
    document = Document(Article("Stir\nFold", blocks, title="Cake"), Outline(kind="recipe"))
    for shown in (tree.plain(document), markdown.outline(document), FORMATS["html"].dump(document).text,
                  FORMATS["svg"].dump(document).text):
        assert "This reads like a recipe: no claims were looked for." in shown
    assert "Stir" in tree.plain(document) and "## Stir" in markdown.outline(document)


def test_a_notice_stands_in_the_outlines_place() -> None:
    document = replace(trams(), notice="No gaps were found.")
    assert tree.plain(document).splitlines()[2:] == ["No gaps were found."]
    shown = markdown.outline(document)
    assert shown.endswith("\n\nNo gaps were found.\n") and "Thesis" not in shown


@pytest.mark.parametrize(("words", "shown"), [
    ("The bridge is shut.", "“The bridge is shut.”"),
    ("“The streets are ours,” said the mayor.", "“The streets are ours,” said the mayor."),
    ("The mayor said “no.”", "The mayor said “no.”"),
    ("“The streets are ours.", "“The streets are ours.”"),
    ("The streets are ours.”", "“The streets are ours.”"),
    ('"The streets are ours," he said.', '"The streets are ours," he said.'),
    ("", "“”"),
])
def test_quotation_marks_are_not_doubled(words: str, shown: str) -> None:
    assert quoted(words) == shown
    blocks = one_block(len(words))
    unit = Unit("u1", 0, len(words), "claim", 0.9, ("t",))
    document = Document(Article(words, blocks), Outline((unit,), (), (Theme("t", "T", ("u1",)),)))
    assert f"**Claim** {shown}" in markdown.outline(document)
    assert copy.citation(document.article, 0, len(words)) == shown


def test_parts_of_a_book_head_their_themes() -> None:
    outline = trams().outline
    parts = (Part("Chapter 1", 0, 90, ("costs",)), Part("Chapter 2", 90, 230, ("comfort",)))
    document = replace(trams(), outline=replace(outline, parts=parts))
    shown = tree.plain(document)
    assert shown.index("Chapter 1") < shown.index("1 Costs") < shown.index("Chapter 2") < shown.index("2 Comfort")
    assert "## Chapter 2\n\n### 2. Comfort" in markdown.outline(document)
    assert outline_json(document.article, document.outline)["parts"][1]["themes"] == ["comfort"]


def test_reading_notes_hold_what_a_person_would_keep() -> None:
    made = FORMATS["markdown"].dump(replace(noted(trams()), made="2026-11-22")).text
    for words in ('title: "Tram article"', 'created: "2026-11-22"', "<https://example.org/article.html>",
                  "## Thesis\n\n> 🚌 The city should build the tram.", "## 1. Costs", "**Rebuttal** “That flexibility",
                  "*Question (Ana, 2026-11-22)*", "Who says so?", "## Notes whose words are gone", "Lost but kept.",
                  "*(attacks “Trams lower the cost per rider.”)*",
                  "- *Starred (José \"Pepe\" \\<x\\>, 2026-11-22)*"):
        assert words in made, words


def test_cards_have_tag_cite_and_the_part_to_read_out() -> None:
    made = FORMATS["cards"].dump(noted(trams())).text
    assert "## Trams lower the cost per rider.\n\n*Claim, Costs*\n\n**Author 2026** — Ana Author, “Tram" in made
    assert "> <u>Trams lower the cost per rider.</u>\n>\n> <u>In Lyon the cost fell 12%.</u>" in made


def test_copies() -> None:
    article = trams().article
    start = article.text.index("buses")
    words = article.text[start:start + 7]
    assert copy.words(article, start, start + 7) == words
    assert copy.words(article, start, start + 7, "citation") == \
        f"“{words}” (Ana Author, “Tram article”, The Example, 2026-03-01, https://example.org/article.html)"
    quoted = copy.words(article, start, start + 7, "markdown")
    assert quoted.startswith(f"> {words}\n>\n> — Ana Author,") and quoted.endswith("article.html\n")
    paged = Blocks()
    paged.append("paragraph", 0, 5, page=12)
    assert copy.citation(Article("Words", paged, title="T"), 0, 5) == "“Words” (“T”, p. 12)"
    assert copy.markdown(Article("1. # *a*", Blocks()), 0, 8) == "> 1\\. \\# \\*a\\*\n"


def test_what_a_format_cannot_carry_is_counted() -> None:
    document = noted(trams())
    assert FORMATS["json"].dump(document).lost == {}
    assert FORMATS["w3c"].dump(document).lost == {}
    lost = FORMATS["dot"].dump(document).lost
    assert lost["comments"] == 2 and lost["tags"] == 3 and lost["corrections as notes"] == 10
    assert FORMATS["dot"].dump(trams()).lost == {"confidences": 7}
    known = set(contents(document)) | {"cues", "speakers"}
    for form in FORMATS.values():
        assert form.carries <= known


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(NatotuiError, match="argdown"):
        find("docx")
    with pytest.raises(NatotuiError, match="hypothesis"):
        find("dot").load("", trams().article)


def test_listing_the_formats_loads_none_of_them() -> None:
    code = ("import sys, natotui.exchange.formats\n"
            "print([name for name in sys.modules if name.startswith(('textual', 'rich', 'sqlite3'))\n"
            "       or name.split('.')[-1] in ('svg', 'html', 'w3c', 'brat')])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.integers(1, 40))
def test_clipped_and_wrapped_lines_fit_and_wrapping_loses_nothing(text: str, width: int) -> None:
    assert size(clip(text, width)) <= width
    wide = max(2, width)
    found = wrap(text, wide)
    assert all(size(line) <= wide for line in found)
    assert "".join(found).replace(" ", "") == "".join(text.split()).replace(" ", "")
