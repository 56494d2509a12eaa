"""Notes as the command line lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from notes_help import article, note

from natotui.errors import NatotuiError
from natotui.notes import listing
from natotui.notes.library import Library


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.open(None) as made:
        made.remember(article(), 0)
        made.add(note(article(), "nurses, bakers", "comment", "Who *else*?\n# so", tags=["who"], author="Ana",
                      ident="a"))
        made.add(note(article(), "The council", "role", data={"role": "claim"}, ident="b"))
        made.remember(article("Another text.", "/other", "Other"), 0)
        made.add(note(article("Another text.", "/other", "Other"), "Another", "star", ident="c"))
        yield made


def idents(entries: list[listing.Entry]) -> list[str]:
    return [each.note.id for each in entries]


def test_an_articles_notes_come_in_its_order_and_filtered(library: Library) -> None:
    assert idents(listing.of_article(library, article())) == ["b", "a"]
    assert idents(listing.of_article(library, article(), kind="comment")) == ["a"]
    assert idents(listing.of_article(library, article(), text="bak", tag="who")) == ["a"]
    assert idents(listing.of_article(library, article(), status="lost")) == []
    assert idents(listing.of_article(library, article(), role="claim", status="found")) == ["b"]


def test_the_librarys_notes_come_newest_first(library: Library) -> None:
    assert idents(listing.of_library(library)) == ["c", "b", "a"]
    assert idents(listing.of_library(library, author="Ana")) == ["a"]


@pytest.mark.parametrize("asked", [{"kind": "coment"}, {"status": "gone"}])
def test_what_there_is_not_is_named(library: Library, asked: dict[str, str]) -> None:
    with pytest.raises(NatotuiError, match="There are"):
        listing.of_library(library, **asked)
    with pytest.raises(NatotuiError, match="there is no format"):
        listing.written([], "xml")


def test_table_is_a_line_a_note(library: Library) -> None:
    lines = listing.written(listing.of_article(library, article()), "table", rich=False).splitlines()
    assert len(lines) == 3
    assert lines[0].split() == ["status", "kind", "words", "note", "article", "date"]
    assert "claim" in lines[1]
    assert "Who *else*? # so · #who" in lines[2]
    assert listing.written([], "table", rich=False) == ""


def test_rich_table_has_the_same_words(library: Library) -> None:
    out = listing.written(listing.of_article(library, article()), "table", rich=True)
    assert "\x1b[" in out
    assert "nurses" in out


def test_controls_and_markup_of_notes_do_not_reach_the_terminal() -> None:
    with Library.open(None) as library:
        library.add(note(article(), "council", "comment", "\x1b]52;c;YQ==\x07 [red]x[/]"))
        for rich in (False, True):
            out = listing.written(listing.of_library(library), "table", rich=rich)
            assert "\x1b]" not in out
            assert "\x07" not in out
            assert "[red]" in out


def test_json_is_a_line_a_note_with_all_of_it(library: Library) -> None:
    rows = [json.loads(line) for line in listing.written(listing.of_article(library, article()), "json").splitlines()]
    assert [row["id"] for row in rows] == ["b", "a"]
    assert rows[1]["body"] == "Who *else*?\n# so"
    assert rows[1]["words"] == "nurses, bakers"
    assert rows[1]["status"] == "found"
    assert rows[0]["data"] == {"role": "claim"}


def test_markdown_quotes_and_escapes(library: Library) -> None:
    text = listing.written(listing.of_library(library), "markdown")
    assert text.startswith("## Other\n")
    assert "> nurses, bakers" in text
    assert "Who \\*else\\*?" in text
    assert "\\# so" in text
    assert text.endswith("\n")
