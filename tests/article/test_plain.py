"""Plain text: paragraphs, verse, headings, items, quotes, code; and its offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natotui.article.load import load, load_head, read_bytes
from natotui.article.model import Article, Block
from natotui.article.sanitise import is_clean
from tests.article.makers import wrapped

LONG = ("The committee agreed in spring that the money would be spent on roads rather than on schools, although "
        "nobody could say why it had come to that, and nobody was asked. ")


def read(text: str, forced: str = "text") -> Article:
    return read_bytes(text.encode(), source="x", forced=forced)


def shape(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.block_text(block)) for block in article.blocks]


def check_offsets(article: Article) -> None:
    """Blocks lie inside the text, in order, without overlap, and without blanks at their ends."""
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        words = article.block_text(block)
        assert words.strip("\n") == words and words.strip()
        end = block.end
    assert is_clean(article.text)


def test_hard_wrapped_paragraphs_are_joined() -> None:
    lines = wrapped(LONG * 3, 70)
    article = read("\n".join(lines) + "\n\n" + "\n".join(lines))
    assert shape(article) == [("paragraph", (LONG * 3).strip())] * 2


def test_offsets_are_those_of_the_source() -> None:
    source = "A Title\n\n" + "\n".join(wrapped(LONG, 60)) + "\n\n- an item\n- another\n\n" + LONG
    article = read(source)
    assert len(article.text) == len(source)
    changed = {pair for pair in zip(article.text, source, strict=True) if pair[0] != pair[1]}
    assert changed == {(" ", "\n")}


def test_unwrapped_lines_are_paragraphs() -> None:
    article = read(f"{LONG}\n{LONG}\n{LONG}")
    assert [kind for kind, _ in shape(article)] == ["paragraph"] * 3


def test_verse_keeps_its_lines() -> None:
    verse = "The road is long\nAnd the night is cold\nBut we go on"
    assert ("paragraph", verse) in shape(read(f"{LONG}\n\n{verse}\n\n{LONG}"))


def test_headings() -> None:
    text = f"{LONG}\n\nWhat Was Agreed\n\n{LONG}\n\nTHE AFTERMATH\n\n{LONG}\n\nUnderlined\n==========\n\n{LONG}"
    found = [words for kind, words in shape(read(text)) if kind == "heading"]
    assert found == ["What Was Agreed", "THE AFTERMATH", "Underlined"]


@pytest.mark.parametrize("line", ["So what now?", "It failed.", "and then, nothing", "He said: “No”", "Why not,"])
def test_short_paragraphs_are_no_headings(line: str) -> None:
    assert "heading" not in [kind for kind, _ in shape(read(f"{LONG}\n\n{line}\n\n{LONG}"))]


def test_items_quotes_code() -> None:
    text = (f"{LONG}\n\n- first item\n  goes on\n- second\n\n3. third\n4. fourth\n\n> quoted words\n> go on\n\n"
            "    def f(x):\n        return x\n")
    article = read(text)
    blocks = [(block.kind, article.block_text(block), block.marker) for block in article.blocks[1:]]
    assert blocks == [("item", "first item goes on", "•"), ("item", "second", "•"), ("item", "third", "3."),
                      ("item", "fourth", "4."), ("quote", "quoted words go on", ""),
                      ("code", "    def f(x):\n        return x", "")]


def test_title_standfirst_byline() -> None:
    article = read(f"Who Pays for Roads?\nA town decides without asking\nBy Ada Marsh\n\n{LONG}\n\n{LONG}")
    assert (article.title, article.standfirst, article.byline) == (
        "Who Pays for Roads?", "A town decides without asking", "By Ada Marsh")
    assert [block.kind for block in article.blocks] == ["title", "standfirst", "byline", "paragraph", "paragraph"]


def test_title_alone_and_repeated() -> None:
    article = read(f"Who Pays for Roads?\n\nWho Pays for Roads?\n\n{LONG}\n\n{LONG}")
    assert article.title == "Who Pays for Roads?"
    assert [block.furniture for block in article.blocks] == [False, True, False, False]


def test_a_sentence_is_no_title() -> None:
    assert read(f"This is how it began.\n\n{LONG}").title == ""
    assert read("\n".join(wrapped(LONG * 3, 60))).title == ""
    assert read("just one line").title == ""


def test_the_first_article(nato: Path) -> None:
    article = load(str(nato))
    check_offsets(article)
    assert article.title == "Is NATO Facing Its Biggest Crisis Yet?"
    assert article.standfirst.startswith("Internal divisions, political pressure")
    kinds = [(block.kind, block.furniture) for block in article.blocks]
    assert kinds[:3] == [("title", False), ("standfirst", False), ("paragraph", True)]
    assert kinds[3:15] == [("paragraph", False)] * 12
    assert all(furniture for _, furniture in kinds[15:])
    assert article.block_text(article.blocks[15]) == "About the Creator"


@given(st.text(alphabet="aB.? \n\t-*>1#=é\r\x1b\u202e", max_size=400))
def test_any_text_gives_ordered_blocks(text: str) -> None:
    if text.strip():
        for forced in ("text", "markdown"):
            try:
                check_offsets(read(text, forced))
            except Exception as error:
                assert "no text" in str(error)


PART = st.sampled_from([LONG + "\n\n", "\n".join(wrapped(LONG * 2, 64)) + "\n\n", "A Heading\n\n", "- item\n- item\n\n",
                        LONG + "\n", "short line\n", "Comments\n\n", "    x = 1;\n\n", "> é quoted\n\n",
                        "```\ncode\n\n```\n\n"])


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("unit", [LONG + "\n\n", LONG + "\n", LONG, "a.", "word ", "x",
                                  "\n".join(wrapped(LONG * 3, 70)) + "\n\n# Head é\n\n"])
def test_the_beginning_is_a_prefix(tmp_path: Path, unit: str, suffix: str) -> None:
    path = tmp_path / f"big{suffix}"
    path.write_text("The Title\n\n" + unit * (2_600_000 // len(unit)) + "\n\nComments\n\nFirst!\n", "utf-8")
    whole = load(str(path))
    for limit in (20_000, 262_144):
        head = load_head(str(path), limit)
        check_prefix(head, whole)
        assert min(limit, 200_000) <= len(head.text) <= limit + 32_768


@given(st.lists(PART, min_size=4, max_size=12), st.integers(200, 4000))
def test_the_beginning_of_a_small_file_is_a_prefix(tmp_path_factory: pytest.TempPathFactory, parts: list[str],
                                                   limit: int) -> None:
    path = tmp_path_factory.mktemp("head") / "some.txt"
    path.write_text("".join(parts) * 3, "utf-8")
    check_prefix(load_head(str(path), limit), load(str(path)))


def check_prefix(head: Article, whole: Article) -> None:
    assert whole.text.startswith(head.text)
    first: list[Block] = whole.blocks[:len(head.blocks)]
    assert list(head.blocks) == first
    assert (head.title, head.standfirst, head.byline) == (whole.title, whole.standfirst, whole.byline)
    assert head.partial == (len(head.blocks) < len(whole.blocks))
