"""Settings, keys and palettes: every mistake is named, none stops the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from natotui import config
from natotui.screen import actions, keymap, palette


def written(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def test_no_file_gives_the_defaults_and_makes_no_folder(own_home: Path) -> None:
    settings, problems = config.read()
    assert settings == config.Settings()
    assert problems == []
    assert not own_home.exists()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("widht = 70", "did you mean width"),
        ("bogus = 1", "bogus is unknown"),
        ("width = 'wide'", "must be a whole number"),
        ("width = 7", "between 20 and 200"),
        ("width = true", "must be a whole number"),
        ("order = 'size'", "must be one of theme"),
        ("mouse = 1", "true or false"),
        ("keys = 3", "must be a table"),
        ("[keys]\nquit = 3", "keys.quit"),
        ("width = ", "cannot be read"),
        ("x = " + "[" * 50_000, "cannot be read"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, words: str, named: str) -> None:
    path = written(tmp_path / "config.toml", words)
    settings, problems = config.read(path)
    assert settings == config.Settings()
    assert len(problems) == 1
    assert named in problems[0]
    assert str(path) in problems[0]


def test_only_what_is_near_is_suggested(tmp_path: Path) -> None:
    path = written(tmp_path / "config.toml", "bogus = 1\npallete = 'x'\n")
    assert [problem.rpartition("config.toml: ")[2] for problem in config.read(path)[1]] == [
        "bogus is unknown",
        "pallete is unknown; did you mean palette?",
    ]


def test_all_problems_at_once_and_the_rest_holds(tmp_path: Path) -> None:
    path = written(tmp_path / "config.toml", "width = 66\ncolour = 'x'\nauthor = 4\n")
    settings, problems = config.read(path)
    assert settings.width == 66
    assert len(problems) == 2


def test_the_default_keys_do_not_clash() -> None:
    seen: dict[tuple[str, str], str] = {}
    for action in actions.ACTIONS:
        for place in [(mode, key) for mode in action.modes for key in action.keys]:
            assert place not in seen, f"{place}: {seen.get(place)} and {action.id}"
            seen[place] = action.id
            assert keymap._fault(place[1]) is None


def test_own_keys_take_the_place_of_the_tables() -> None:
    keys, problems = keymap.merged({"next": ("n",), "next-hit": (")",)})
    assert problems == []
    assert keys["next"] == ("n",)
    assert keys["next-hit"] == ("right_parenthesis",)
    assert keymap.by_key(keys)["reading"]["n"] == "next"


@pytest.mark.parametrize(
    ("own", "named"),
    [
        ({"nxt": ("j",)}, "did you mean next"),
        ({"next": ("ctrl+i",)}, "reaches the program as Tab"),
        ({"next": ("shift+enter",)}, "reaches the program as Enter"),
        ({"next": ("pgdn",)}, "is no key"),
        ({"next": ("n",), "previous": ("n",)}, "already given to next"),
        ({"next": ("q", "ctrl+q")}, "quit has no key left"),
        ({"next": ("t",)}, "keys.next: takes t, and next-theme has no key left"),
    ],
)
def test_a_bad_key_is_named(own: dict[str, tuple[str, ...]], named: str) -> None:
    keys, problems = keymap.merged(own)
    assert any(named in problem for problem in problems), problems
    assert keys["quit"]


def test_an_action_may_be_left_without_a_key_on_purpose() -> None:
    keys, problems = keymap.merged({"next": ("t",), "next-theme": ()})
    assert problems == [] and keys["next-theme"] == ()
    assert keymap.merged({"next": ("space",)})[1] == [], "the page has another key"


def test_a_key_that_clashes_takes_no_other_keys_along() -> None:
    keys, problems = keymap.merged({"next": ("n",), "next-hit": (")",), "previous": ("t", "n")})
    assert problems == ["keys.previous: n is already given to next"]
    assert keys["previous"] == ("k",) and keys["next-theme"] == ("t",)


def test_quit_keeps_a_key_of_its_own() -> None:
    keys, _ = keymap.merged({"next": ("q", "ctrl+q")})
    assert keymap.by_key(keys)["reading"][keys["quit"][0]] == "quit"


@pytest.mark.parametrize("name", ["dark", "light", "contrast", "ansi"])
def test_shipped_palettes_are_whole(name: str) -> None:
    shipped = palette.load(name)
    assert shipped.problems == ()
    assert set(shipped.styles) == set(palette.STYLES)
    assert all(
        shipped.styles[each]
        for each in palette.STYLES
        if (name, each) not in {("ansi", each) for each in ("text", "evidence", "status", "footer", "panel")}
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("[styles]\nclaims = 'red'", "did you mean claim"),
        ("[styles]\nclaim = 'blurple'", "styles.claim"),
        ("[styles]\nclaim = 3", "styles.claim"),
        ("styles = 1", "must be a table"),
        ("background = 'no'", "background is no colour"),
        ("colour = 1", "colour is unknown"),
        ("][", "cannot be read"),
        ("x = '" + "a" * 70_000 + "'", "larger than"),
    ],
)
def test_a_bad_palette_names_its_fault(tmp_path: Path, words: str, named: str) -> None:
    read = palette.read(written(tmp_path / "mine.toml", words))
    assert any(named in problem for problem in read.problems), read.problems


def test_a_palette_that_cannot_be_used_gives_way(own_home: Path) -> None:
    written(own_home / "config" / "palettes" / "broken.toml", "][")
    palette.load.cache_clear()
    used = palette.load("broken")
    assert used.name == "dark"
    assert "broken.toml" in used.problems[0]
    assert palette.load("nowhere").problems[0].startswith("palette 'nowhere' not found")


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({"TERM": "xterm-256color"}, "dark"),
        ({"TERM": "linux"}, "ansi"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "ansi"),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "light"),
    ],
)
def test_the_terminal_chooses(environment: dict[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert palette.choose() == chosen
