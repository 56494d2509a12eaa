"""Notes as the command line lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def test_a_step_names_its_article_before_it_was_ever_left() -> None:
    with Library.open(None) as library:
        with library.step(article(title=""), "highlight"):
            library.add(note(article(), "nurses"))
        assert [hit.source for hit in library.search()] == ["/articles/bus.txt"]
        assert "bus.txt" in listing.written(listing.of_library(library), "table", rich=False)
        assert library.recent() == [], "it was not read to any place"
        library.remember(article(), 3)
        with library.step(article(title="Another title"), "highlight"):
            library.add(note(article(), "bakers"))
        assert {hit.title for hit in library.search()} == {"The night bus"}, "what is known is left"


def test_what_is_forgotten_comes_back_where_it_was() -> None:
    with Library.open(None) as library:
        for name in ("one", "two", "three"):
            library.remember(article(f"{name} {article().text}", f"/{name}", name), 9)
        before = library.recent()
        two = article(f"two {article().text}", "/two", "two")
        forgotten = library.forget(two.fingerprint)
        assert forgotten is not None and len(library.recent()) == 2
        library.bring_back(forgotten)
        assert library.recent() == before
        assert library.place(two) == 9
        library.forget(two.fingerprint)
        library.remember(two, 20)
        library.bring_back(forgotten)
        assert library.place(two) == 20, "it was opened again meanwhile"
        assert library.forget("no such") is None


def test_a_kind_can_be_left_out_of_a_search(library: Library) -> None:
    assert [hit.note.id for hit in library.search(without="role")] == ["c", "a"]
    assert [hit.note.id for hit in library.search("another", without="role")] == ["c"]
    assert [hit.note.id for hit in library.search("another", without="star")] == []


def test_marks_of_proofreading_are_in_the_table_only_where_they_are_asked_for(run: Any, path: Path) -> None:
    with Library.open(path) as library:
        library.add(note(article(), "nurses", "comment", "who?"))
        library.add(note(article(), "The council", "accept", data={"state": "accepted", "role": "claim"}))
    asked = ("notes", "--all", "--library", str(path))
    assert run(*asked)[1].count("\n") == 2
    assert "accepted" in run(*asked, "--kind", "accept")[1]
    assert run(*asked, "--format", "json")[1].count("\n") == 2, "programs get all there is"
