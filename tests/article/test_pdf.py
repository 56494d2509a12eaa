"""PDF: order, running heads, hyphens, pages; protected, scanned and damaged files."""

from __future__ import annotations

import pytest

from natotui.article.load import read_bytes
from natotui.article.model import Article
from natotui.errors import NatotuiError
from tests.article.makers import pdf, wrapped

pytest.importorskip("pypdfium2")

WORDS = (
    "bridge", "river", "council", "money", "spring", "winter", "school", "road", "mayor", "letter", "window", "garden",
    "market", "station", "paper", "teacher", "bread", "harbour", "island", "meadow", "engine", "lantern", "orchard",
    "quarry", "signal", "tunnel", "valley", "weather", "yard", "zebra")


def prose(seed: int, count: int) -> str:
    """Sentences of which no two are alike."""
    sentences = []
    for at in range(count):
        picked = [WORDS[(seed * 7 + at * 11 + step * step) % len(WORDS)] for step in range(12)]
        sentences.append(f"The {' '.join(picked)} of {seed}x{at}.")
    return " ".join(sentences)


def column(x: float, y: float, words: str, width: int = 45) -> list[tuple[float, float, float, str]]:
    return [(x, y - 12 * at, 10, line) for at, line in enumerate(wrapped(words, width))]


def read(pages: list[list[tuple[float, float, float, str]]]) -> Article:
    return read_bytes(pdf(pages), source="a.pdf")


def words_of(article: Article) -> str:
    return " ".join(article.text.split())


def test_two_columns_are_read_one_after_the_other() -> None:
    pages = []
    for number in (1, 2, 3):
        page = [(72, 750, 9, "Journal of Roads"), (500, 750, 9, f"vol. 12, {number}"), (300, 30, 9, str(number))]
        if number == 1:
            page.append((120, 700, 20, "Roads Before Schools"))
        pages.append(page + column(72, 660, prose(number, 6)) + column(330, 660, prose(number + 10, 6)))
    article = read(pages)
    assert article.title == "Roads Before Schools"
    body = words_of(article)
    expected = [prose(seed, 6) for seed in (1, 11, 2, 12, 3, 13)]
    places = [body.find(part) for part in expected]
    assert -1 not in places and places == sorted(places)
    assert "Journal" not in body and "vol." not in body
    assert all(block.page in (1, 2, 3) for block in article.blocks)
    assert article.blocks[-1].page == 3


def test_rows_in_the_order_of_the_file_do_not_matter() -> None:
    left, right = column(72, 660, prose(1, 6)), column(330, 660, prose(2, 6))
    mixed = sorted(left + right, key=lambda line: (-line[1], line[0]))
    body = words_of(read([mixed]))
    assert prose(1, 6) in body and prose(2, 6) in body and body.find(prose(1, 6)) < body.find(prose(2, 6))


def test_paragraphs_headings_items() -> None:
    page = [*column(72, 700, prose(1, 4), 80), (72, 600, 14, "What Was Agreed"), *column(72, 570, prose(2, 3), 80),
            (72, 500, 10, "\u2022 the first item"), (72, 488, 10, "\u2022 the second item"),
            (72, 470, 10, "1. a number")]
    article = read([page])
    assert [(block.kind, block.marker, article.block_text(block)) for block in article.blocks] == [
        ("paragraph", "", prose(1, 4)), ("heading", "", "What Was Agreed"), ("paragraph", "", prose(2, 3)),
        ("item", "•", "the first item"), ("item", "•", "the second item"), ("item", "1.", "a number")]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = column(72, 700, prose(1, 8), 80)
    below = [(x, y + 72, size, text) for x, y, size, text in lines[5:]]
    article = read([lines[:5], below])
    assert [article.block_text(block) for block in article.blocks] == [prose(1, 8)]


def test_hyphens_are_mended_as_the_document_writes_the_word() -> None:
    page = [(72, 700, 10, "The decision was a well-known compro-"), (72, 688, 10, "mise among friends, and the well-"),
            (72, 676, 10, "known result was that of all compromise.")]
    assert words_of(read([page])) == ("The decision was a well-known compromise among friends, and the well-known "
                                      "result was that of all compromise.")


def test_tables_are_rows() -> None:
    page = [*column(72, 700, prose(1, 3), 80), (72, 600, 10, "Poland"), (300, 600, 10, "3.9"), (72, 588, 10, "Spain"),
            (300, 588, 10, "1.2")]
    article = read([page])
    assert [article.block_text(block) for block in article.blocks if block.kind == "row"] == [
        "Poland │ 3.9", "Spain │ 1.2"]


def refusal(data: bytes) -> str:
    with pytest.raises(NatotuiError) as caught:
        read_bytes(data, source="a.pdf")
    assert "a.pdf" in str(caught.value)
    return str(caught.value)


def test_pictures_of_pages_say_so() -> None:
    assert "scan" in refusal(pdf([[], []]))


def test_damaged() -> None:
    whole = pdf([column(72, 700, prose(1, 3))])
    assert "damaged" in refusal(b"%PDF-1.7\n" + b"garbage " * 100)
    for at in range(0, len(whole), 9):
        try:
            assert read_bytes(whole[:at] + b"\xff" + whole[at + 1:], source="a.pdf").format
        except NatotuiError as error:
            assert "a.pdf" in str(error)


def test_password() -> None:
    whole = pdf([column(72, 700, prose(1, 3))])
    locked = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32
                           + b">/U<" + b"42" * 32 + b">>>/ID[<00><00>]")
    assert "password" in refusal(locked)
