"""Simple Markdown read without the parser is what the parser makes of it, word for word and block for block."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from natotui import resources
from natotui.article.load import load, load_head, load_quickly
from natotui.article.markdown import read as parsed
from natotui.article.quick import read as quickly

SIMPLE = """---
author: Ana Ruiz
---
# A Bridge Too Old

*Why it must **not** stay open.*

The bridge *must* stay closed. It was built for [carts](https://a.example/b?c=d) and
cattle; “engineers” counted (forty) cracks in March…

## Money

**Repair** costs nine million.
"""
PIECES = st.sampled_from(
    [*"*_[]()`#<>&~|\\^!-+=.:;,\"'’“”…\u00a0\t12 ", "\n", "\n\n", "\n\n", " ", " ", "a", "Word", "word", "**", "*b*",
     "**bold words**", "[link](https://x.example/y)", "# ", "## ", "1. ", "- ", "> ", "\n---\n", "by Ana Ruiz",
     "About the author", "Advertisement",
     "é", "漢", "2024-05-01", "  \n", "![i](https://x.example)", "[a]: https://x.example", "<b>", "&amp;"])


def same_beginning(text: str) -> bool:
    """Whether ``text`` was read at all; an assertion that it was read right."""
    quick = quickly(text, "it.md", whole=True)
    if quick is None:
        return False
    full = parsed([text], source="it.md")
    assert full.text.startswith(quick.text)
    blocks = list(full.blocks)
    assert list(quick.blocks) == blocks[: len(quick.blocks)]
    if not quick.partial:
        assert (list(quick.blocks), quick.text, quick.metadata) == (blocks, full.text, full.metadata)
        assert (quick.title, quick.standfirst, quick.byline) == (full.title, full.standfirst, full.byline)
    return True


def test_an_article_of_plain_paragraphs_is_read_in_full() -> None:
    text = SIMPLE.replace(" **not**", " not")
    assert same_beginning(text)
    read = quickly(text, "it.md", whole=True)
    assert read is not None and not read.partial and read.standfirst == "Why it must not stay open."


@pytest.mark.parametrize(
    "after",
    ["- a list\n- of things", "```\ncode\n```", "| a | b |\n|---|---|", "A [reference][1].\n\n[1]: https://x.example"],
)
def test_what_is_not_simple_ends_the_reading(after: str) -> None:
    text = SIMPLE.replace(" **not**", " not") + "\n" + after + "\n"
    assert same_beginning(text)
    read = quickly(text, "it.md", whole=True)
    assert read is not None and read.partial and len(read.text) < len(text) / 2


@settings(max_examples=1500)
@given(st.lists(PIECES, max_size=24).map("".join))
def test_any_text_is_read_right_or_left_to_the_parser(text: str) -> None:
    same_beginning(text)


@settings(max_examples=300)
@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=6))
def test_any_paragraphs_after_simple_ones(groups: list[str]) -> None:
    same_beginning("# Title\n\nSimple words stand here.\n\n" + "\n\n".join(groups))


@pytest.mark.parametrize("subject", sorted(path.name for path in resources.folder("seeds").iterdir() if path.is_dir()))
def test_real_articles(subject: str) -> None:
    for path in sorted((resources.folder("seeds") / subject).glob("*.md"))[::3]:
        quick, full = load_quickly(str(path)), load(str(path))
        if quick is not None:
            assert list(quick.blocks) == list(full.blocks)[: len(quick.blocks)], path.name
            assert full.text.startswith(quick.text), path.name
            assert quick.partial or list(quick.blocks) == list(full.blocks), path.name


def test_a_large_file_begins_as_its_head_does(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_text(SIMPLE.replace(" **not**", " not") + "\n\nMore words of it stand here.\n" * 12_000)
    quick, head = load_quickly(str(path)), load_head(str(path))
    assert quick is not None and quick.partial and len(quick.blocks) > 100
    assert head.text.startswith(quick.text)
    assert list(quick.blocks) == list(head.blocks)[: len(quick.blocks)]


@pytest.mark.parametrize("name", ["it.txt", "it.html"])
def test_other_formats_are_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    words = "Words stand here."
    path.write_text(f"<html><body><p>{words}</p></body></html>" if name.endswith("html") else words)
    assert load_quickly(str(path)) is None
