"""Texts from outside on every surface: they show as they are, and act on nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import screen_driving as driving
from screen_driving import Reader, reading

from natotui.argument.model import Outline
from natotui.article.load import load
from natotui.notes import overlay
from natotui.notes.anchoring import anchor
from natotui.notes.library import Library
from natotui.notes.model import new_note

MARKUP = "[/] [bold]x[/bold] [@click=app.quit]y[/] [link=http://z]"
CONTROLS = "\x1b]52;c;cm0=\x07\x1b[c\x9b31m\x00\x08\u202e\u2066\U000e0041"
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
HOSTILE = f"""# {MARKUP} title {CONTROLS}

*Standfirst {MARKUP} {CONTROLS}*

The claim {MARKUP} must {CONTROLS} stand. Critics say {MARKUP} that it falls.

- item {MARKUP} {CONTROLS}

> quote {MARKUP} {CONTROLS}

```[/]
code {MARKUP} {CONTROLS}
```

| {MARKUP.replace("|", "")} | b |
|---|---|
| [/] {CONTROLS} | [bold]z |
"""


def hostile_outline(read: driving.Article) -> Outline:
    """Labels, cues and speakers that come from the text."""
    from natotui.argument.model import Cue, Theme

    unit = driving.unit(read, 1, "The claim", "claim", "a", 0.4)
    unit = replace(unit, end=unit.end + 40, cues=(Cue(0, 20, f"why {MARKUP}"),), speaker=MARKUP)
    return Outline((unit,), (), (Theme("a", MARKUP, (unit.id,)),))


def safe(reader: Reader) -> None:
    for row in reader.rows:
        assert not HARMFUL.search(row), repr(row)


KEYS = (
    *(
        "j",
        "k",
        "w",
        "escape",
        "t",
        "1",
        "c",
        "tab",
        "j",
        "k",
        "f",
        "F",
        "O",
        "enter",
        "/",
        "[",
        "/",
        "]",
        "enter",
        "n",
    ),
    *(":", "[", "/", "]", "enter", "h", "*", "#", *"[/]", "enter", "a", *"[/]", "ctrl+o", "[", "enter"),
    *("i", "[", "/", "]", "enter", "I", "[", "escape", "escape", "z", "z", "p", "enter", "escape", "B", "[", "escape"),
    *(
        "escape",
        "?",
        "x",
        "ctrl+p",
        "[",
        "escape",
        "escape",
        "P",
        "M",
        *"[/]",
        "enter",
        "o",
        "o",
        "v",
        "w",
        "Y",
        "u",
        "U",
    ),
)


@pytest.mark.parametrize("size", [(100, 40), (40, 10)])
async def test_an_article_full_of_markup_and_controls(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        overlay, "outlined", lambda read, *_, **__: hostile_outline(read) if "The claim" in read.text else Outline()
    )
    read = driving.article(HOSTILE, "[/] [bold]" + CONTROLS.replace("\x00", "") + ".md")
    async with reading(read, size=size) as reader:
        safe(reader)
        assert "[/] [bold]x[/bold]" in reader.shown
        for key in KEYS:
            await reader.press(key)
            safe(reader)
            assert reader.app.is_running and not reader.app._exit


async def test_a_source_with_controls_where_there_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;x\x07[bold]b.txt"
    path.write_text("words without a title here.\n\nand some more of them.\n" * 3)
    async with reading(load(str(path)), size=(120, 20), library=tmp_path / "library.db") as reader:
        for key in ("j", "i", "escape", "ctrl+r", "B", "escape", "h", "G"):
            await reader.press(key)
            safe(reader)
        path.unlink()
        await reader.press("ctrl+r")
        safe(reader)
        assert "[bold]b.txt" in reader.message


async def test_notes_that_others_wrote(tmp_path: Path) -> None:
    read, path = driving.article(), tmp_path / "library.db"
    with Library.open(path) as library:
        library.remember(replace(read, title=f"{MARKUP}{CONTROLS}"), 3)
        mark = anchor(read.text, 62, 90, read.fingerprint)
        for kind, data in (
            ("comment", {}),
            ("role", {"role": "counterpoint", "theme": MARKUP + CONTROLS}),
            ("theme", {"theme": MARKUP + CONTROLS}),
            ("rename-theme", {"theme": "Money", "label": MARKUP + CONTROLS}),
            ("add-theme", {"label": CONTROLS + "theme"}),
        ):
            library.add(
                new_note(
                    read.fingerprint,
                    kind,  # type: ignore[arg-type]
                    mark,
                    f"body {MARKUP} {CONTROLS}",
                    tags=(f"tag{MARKUP}", f"tag{CONTROLS}"),
                    author=f"{MARKUP}{CONTROLS}",
                    data=data,
                )
            )
    async with reading(read, size=(140, 44), library=path) as reader:
        safe(reader)
        assert "[bold]x" in reader.shown
        for key in (
            *("w", "escape", "a", "escape", "#", "escape", "i", "down", "down", "escape", "I", "down", "escape"),
            *("tab", "t", "M", "escape", "escape", "B", "escape", "j", "k", "d", "u"),
        ):
            await reader.press(key)
            safe(reader)
            assert reader.app.is_running and not reader.app._exit


async def test_files_of_a_reading_list_and_their_titles() -> None:
    files = {f"/nowhere/[/]{CONTROLS}.md": f"{MARKUP}{CONTROLS}", "/nowhere/[bold]x": ""}
    async with reading(shelf=True, files=files) as reader:
        safe(reader)
        assert "[bold]x" in reader.shown
        await reader.press("enter")
        safe(reader)
        await reader.press("[", "/", "]")
        safe(reader)


async def test_problems_are_shown_as_they_are() -> None:
    async with reading() as reader:
        reader.screen.say(f"{MARKUP}{CONTROLS}", bad=True)
        await reader.settle()
        safe(reader)
        reader.screen.say(f"{MARKUP}{CONTROLS} " * 9, bad=True)
        await reader.settle()
        safe(reader)
        assert "[bold]x" in reader.shown
