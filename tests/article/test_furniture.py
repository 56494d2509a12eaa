"""Furniture: found where it is, and never taken for the body."""

from __future__ import annotations

import pytest

from natotui.article.furniture import is_boilerplate, same_title
from natotui.article.load import read_bytes
from natotui.article.model import Article

PARAGRAPHS = [
    "Comments are closed to nobody in this town, and everybody makes them, at length and without being asked.",
    "Readers subscribe to our newsletter because they want to know who pays for the roads, and who does not.",
    "The author shares this view. About the author of the plan, little is known except that he drove a great deal.",
    "Related articles of the treaty were cited in court, and the judge read more of them aloud than anyone wished.",
    "An advertisement in the window said that the road would be open again in spring, which nobody believed.",
]


def read(parts: list[str], between: str = "\n\n") -> Article:
    return read_bytes(between.join(parts).encode(), source="x", forced="text")


def flags(article: Article) -> list[bool]:
    return [block.furniture for block in article.blocks]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_prose_about_comments_is_no_furniture(between: str) -> None:
    assert not any(flags(read(PARAGRAPHS * 3, between)))


@pytest.mark.parametrize("marker", [
    "About the Creator", "About the author", "Comments", "12 Comments", "Comments (3)", "Leave a comment",
    "Related articles", "Read next", "More from this author", "Share this article", "Subscribe to our newsletter",
    "Sign up for our weekly newsletter", "You may also like", "Recommended for you", "Most read"])
def test_everything_from_a_trailing_marker_on(marker: str) -> None:
    article = read([*PARAGRAPHS * 2, marker, "Somebody wrote this and lives in Swat.", "First!"])
    assert flags(article) == [False] * 10 + [True] * 3


@pytest.mark.parametrize("line", [
    "Advertisement", "ADVERTISEMENT", "Read more: The other story", "Story continues below advertisement",
    "© 2024 The Paper. All rights reserved.", "We use cookies to improve your experience.", "Share on Facebook",
    "* * *", "---", "5 min read"])
def test_boilerplate_inside_the_body(line: str) -> None:
    article = read([*PARAGRAPHS, line, *PARAGRAPHS])
    assert flags(article) == [False] * 5 + [True] + [False] * 5


@pytest.mark.parametrize("line", [
    "Advertisement is the life of trade.", "Read more books.", "We use cookies sparingly, said the baker, and butter.",
    "Copyright lasts too long.", "Share and share alike.", "Save the bees", "Listen", "Comments like these hurt."])
def test_lines_that_only_begin_alike(line: str) -> None:
    assert not is_boilerplate(line)


def test_an_early_marker_does_not_take_the_article() -> None:
    article = read(["Comments", *PARAGRAPHS * 4])
    assert sum(flags(article)) == 0


def test_a_refrain_is_no_repeated_title() -> None:
    article = read(["I Did Not Agree to That", "I did not agree to that.", *PARAGRAPHS, "I did not agree to that."])
    assert flags(article) == [False, True, *[False] * 6]


def test_titles_are_compared_without_case_and_marks() -> None:
    assert same_title("Who Pays?", "who pays")
    assert not same_title("Who Pays?", "Who Plays?")
    assert not same_title("", "")
