"""Palettes: the colours of the screen, read from TOML and validated. Knows nothing of Textual.

A palette that is broken never stops the reader: its problems are collected, and a shipped one takes its place.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import tomli
from rich.color import Color
from rich.errors import StyleSyntaxError
from rich.style import Style

from natotui import resources

STYLES: dict[str, str] = {
    "text": "what is read",
    "dim": "background, furniture, hints",
    "title": "the article's title",
    "standfirst": "the line under the title",
    "heading": "headings",
    "quote": "quoted blocks",
    "code": "code",
    "rule": "rules and table lines",
    "cursor": "the current sentence",
    "bar": "the cursor's mark in the gutter",
    "thesis": "a thesis",
    "claim": "a claim",
    "evidence": "evidence",
    "counterpoint": "a counterpoint",
    "rebuttal": "a rebuttal",
    "background": "background",
    "theme": "a theme in the outline",
    "marked": "the marked line of the outline",
    "low": "low confidence",
    "gap": "the ! of a gap",
    "hit": "a search hit",
    "current-hit": "the hit under the cursor",
    "selection": "what is selected",
    "highlight": "highlighted by the person",
    "note": "the sign of a note",
    "corrected": "corrected by the person",
    "status": "the status line",
    "message": "news on the status line",
    "error": "bad news on the status line",
    "key": "a key in the footer",
    "footer": "a word in the footer",
    "panel": "panels and lists",
}
_MAX_BYTES = 64_000


@dataclass(frozen=True)
class Palette:
    """A named set of styles. ``ansi`` palettes use the terminal's own 16 colours and background."""

    name: str
    styles: dict[str, Style]
    ansi: bool = False
    dark: bool = True
    foreground: str = "ansi_default"
    background: str = "ansi_default"
    panel: str = "ansi_default"
    accent: str = "ansi_blue"
    problems: tuple[str, ...] = field(default=())

    def __getitem__(self, name: str) -> Style:
        return self.styles[name]


def read(path: Path) -> Palette:
    """The palette of one file. What is wrong in it is in ``problems``; what is wrong keeps its plain default."""
    problems: list[str] = []
    data: dict[str, object] = {}
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ValueError(f"larger than {_MAX_BYTES} bytes")
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        problems.append(f"{path.name}: cannot be read: {fault}")
    colours = {name: _colour(data, name, path, problems) for name in ("foreground", "background", "panel", "accent")}
    given = data.get("styles", {})
    if not isinstance(given, dict):
        problems.append(f"{path.name}: styles must be a table")
        given = {}
    styles = {name: Style() for name in STYLES}
    for name, words in given.items():
        if name not in STYLES:
            problems.append(f"{path.name}: styles.{str(name)[:40]} is no style; {_near(str(name))}")
            continue
        try:
            styles[name] = Style.parse(words if isinstance(words, str) else "?")
        except StyleSyntaxError:
            problems.append(f"{path.name}: styles.{name} is no style that can be read: {str(words)[:40]!r}")
    problems += [
        f"{path.name}: {str(key)[:40]} is unknown"
        for key in data
        if key not in {"name", "ansi", "dark", "styles", *colours}
    ]
    return Palette(
        str(data.get("name", path.stem))[:40],
        styles,
        data.get("ansi") is True,
        data.get("dark") is not False,
        **colours,
        problems=tuple(problems),
    )


def _colour(data: dict[str, object], name: str, path: Path, problems: list[str]) -> str:
    default = "ansi_blue" if name == "accent" else "ansi_default"
    value = data.get(name, default)
    if isinstance(value, str) and value.startswith("ansi_"):
        return value
    try:
        return Color.parse(value).name if isinstance(value, str) else _raise(value)
    except Exception as fault:  # rich raises ColorParseError, which is no ValueError in every version
        problems.append(f"{path.name}: {name} is no colour: {fault}")
        return default


def _raise(value: object) -> str:
    raise ValueError(f"{str(value)[:40]!r}")


def _near(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, STYLES, 1)
    return f"did you mean {near[0]}?" if near else "the styles are " + ", ".join(STYLES)


def folders() -> list[Path]:
    """Where palettes lie: the shipped ones, then the person's own, which win."""
    from natotui.config import config_folder

    return [resources.palettes(), config_folder() / "palettes"]


def names() -> list[str]:
    """The names of all palettes, sorted."""
    return sorted({path.stem for folder in folders() if folder.is_dir() for path in folder.glob("*.toml")})


@lru_cache(maxsize=16)
def load(name: str) -> Palette:
    """The palette called ``name``; where there is none, or it cannot be used at all, "dark" with the problem."""
    for folder in reversed(folders()):
        path = folder / f"{name}.toml"
        if "/" not in name and path.is_file():
            palette = read(path)
            if any(style for style in palette.styles.values()):
                return palette
            return _fallback(palette.problems or (f"{path.name}: has no styles",))
    return _fallback((f"palette {name!r} not found; there are {', '.join(names())}",))


def _fallback(problems: tuple[str, ...]) -> Palette:
    shipped = resources.palettes() / "dark.toml"
    plain = read(shipped)
    return Palette(
        plain.name,
        plain.styles,
        plain.ansi,
        plain.dark,
        plain.foreground,
        plain.background,
        plain.panel,
        plain.accent,
        problems,
    )


def choose(wanted: str = "") -> str:
    """The palette for this terminal: the setting, but "ansi" under NO_COLOR and where there are 16 colours or
    fewer (a hex palette only turns grey there). ``COLORFGBG`` tells a light terminal from a dark one."""
    environment = os.environ
    few = environment.get("TERM", "") in {"linux", "vt100", "vt220", "ansi", "xterm-16color", "screen", "dumb", "xterm"}
    if "NO_COLOR" in environment or (few and environment.get("COLORTERM") not in ("truecolor", "24bit")):
        return "ansi"
    if wanted:
        return wanted
    return "light" if environment.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"} else "dark"
