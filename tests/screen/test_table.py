"""One table of actions: bindings, footer, help, the list of commands and the README's table are made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from screen_driving import reading

from natotui.screen import keymap, status
from natotui.screen.actions import ACTIONS, BY_ID, MODES, keys_table, shown

README = Path(__file__).resolve().parents[2] / "README.md"
RELIED_ON = {
    "next": "j",
    "previous": "k",
    "down": "down",
    "up": "up",
    "page-down": "space",
    "page-up": "b",
    "next-paragraph": "}",
    "previous-paragraph": "{",
    "top": "g",
    "end": "G",
    "next-theme": "t",
    "previous-theme": "T",
    "theme-1": "1",
    "theme-9": "9",
    "next-passage": ".",
    "previous-passage": ",",
    "next-claim": "c",
    "previous-claim": "C",
    "next-evidence": "e",
    "previous-evidence": "E",
    "next-counterpoint": "x",
    "previous-counterpoint": "X",
    "next-rebuttal": "r",
    "previous-rebuttal": "R",
    "go": "enter",
    "pane": "tab",
    "outline": "o",
    "undisturbed": "z",
    "why": "w",
    "search": "/",
    "next-hit": "n",
    "previous-hit": "N",
    "back": "<",
    "forward": ">",
    "select": "v",
    "highlight": "h",
    "comment": "a",
    "tag": "#",
    "undo": "u",
    "redo": "U",
    "proofread": "p",
    "notes": "i",
    "set-mark": "m",
    "go-mark": "'",
    "copy": "y",
    "copy-quotation": "Y",
    "help": "?",
    "command": ":",
    "quit": "q",
}


def test_the_keys_that_others_rely_on() -> None:
    spelled = {action.id: [*action.keys, *map(shown, action.keys)] for action in ACTIONS}
    assert {name: key for name, key in RELIED_ON.items() if key not in spelled[name]} == {}


async def test_every_action_is_done_by_somebody() -> None:
    async with reading() as reader:
        known = set(reader.screen._actions)
        by_the_app = {"quit", "redraw", "suspend", "next-colours", "reload", "help", "palette", "library"}
        assert known | by_the_app == set(BY_ID)
        assert not reader.app.act("no such action")


def test_no_two_actions_have_a_key_in_one_mode() -> None:
    for mode in MODES:
        keys = [key for action in ACTIONS if mode in action.modes for key in action.keys]
        assert len(keys) == len(set(keys)), mode
    assert keymap.merged({}) == ({action.id: action.keys for action in ACTIONS}, [])


def test_keys_are_written_as_people_know_them() -> None:
    for key in {key for action in ACTIONS for key in action.keys}:
        assert len(shown(key)) <= 5 and "_" not in shown(key), key


def test_every_mode_says_in_the_footer_how_to_leave_it() -> None:
    keys = {action.id: action.keys for action in ACTIONS}
    for mode in ("selecting", "relating", "proofreading"):
        assert "Esc" in "".join(words for words, _ in status.footer(keys, "article", mode, 120)), mode


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 120, 300])
@pytest.mark.parametrize("pane", ["article", "outline"])
def test_the_footer_is_of_the_table_and_fits(width: int, pane: str) -> None:
    keys = {action.id: action.keys for action in ACTIONS}
    labels = {f"{shown(action.keys[0])} {action.label}" for action in ACTIONS if action.label}
    for mode in MODES:
        written = "".join(words for words, _ in status.footer(keys, pane, mode, width)).strip()
        assert {part for part in re.split("  +", written) if part} <= labels
        assert len(written) < width
        assert "? help" in written


def test_a_remapped_key_is_the_one_that_the_footer_and_the_table_show() -> None:
    keys, problems = keymap.merged({"next-claim": ("K",)})
    assert problems == []
    assert "K claim" in "".join(words for words, _ in status.footer(keys, "article", "reading", 120))
    assert "| `K` | next claim |" in keys_table(keys)


async def test_a_remapped_key_works_and_the_old_one_does_not() -> None:
    from natotui.config import Settings

    async with reading(settings=Settings(keys={"next": ("K",), "quit": ("Z",)})) as reader:
        place = reader.cursor
        await reader.press("j")
        assert reader.cursor == place
        await reader.press("K")
        assert reader.cursor != place
        await reader.press("q")
        assert reader.app.is_running
        await reader.press("Z")
        assert not reader.app.is_running or reader.app._exit


def test_the_readmes_table_is_made_from_the_table() -> None:
    found = re.search(r"<!-- keys -->\n(.*?)\n<!-- /keys -->", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found, "README.md has no table of keys"
    assert found[1] == keys_table()


def test_the_table_of_keys_is_sound_markdown() -> None:
    rows = keys_table().splitlines()
    assert len(rows) == 2 + len(ACTIONS) - 8
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 3 for row in rows)
