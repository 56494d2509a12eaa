"""The page drawn from what was read quickly is the page of the whole article; a place further on waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from natotui import resources
from natotui.article.load import load_head, load_quickly
from natotui.notes.hint import place_hint
from natotui.notes.library import Library
from natotui.screen import palette
from natotui.screen.prepaint import page

LISTED = "# A title\n\n" + "Some plain words stand in this paragraph of the text.\n\n" * 60 + "- a list\n- of things\n"


@pytest.fixture
def listed(tmp_path: Path) -> str:
    """A file whose end is not simple."""
    path = tmp_path / "listed.md"
    path.write_text(LISTED)
    return str(path)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 12)])
def test_pages_are_the_same(size: tuple[int, int]) -> None:
    dark, drawn = palette.load("dark"), 0
    for path in resources.samples()[:40]:
        quick, full = load_quickly(str(path)), load_head(str(path))
        if quick is not None:
            text = page(quick, dark, size, 80, 0, 0)
            drawn += bool(text)
            assert text in ("", page(full, dark, size, 80, 0, 0)), path.name
    assert drawn > 20


def test_a_page_that_is_not_full_is_not_drawn(listed: str) -> None:
    quick = load_quickly(listed)
    assert quick is not None and quick.partial
    dark = palette.load("dark")
    assert page(quick, dark, (80, 24), 80, 0, 0) == page(load_head(listed), dark, (80, 24), 80, 0, 0) != ""
    assert page(quick, dark, (80, 200), 80, 0, 0) == ""


def test_a_place_further_on_waits_for_the_whole_article(listed: str, tmp_path: Path) -> None:
    full, quick = load_head(listed), load_quickly(listed)
    assert quick is not None
    for place, known in ((len(full.text) - 60, None), (full.blocks[3].start, full.blocks[3].start)):
        with Library.open(tmp_path / "library.db") as library:
            library.remember(full, place)
        assert place_hint(tmp_path / "library.db", full) == place
        assert place_hint(tmp_path / "library.db", quick) == known
