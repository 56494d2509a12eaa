"""Finds ``themes/`` and ``seeds/``: inside the package (a wheel) or beside it (a checkout).

Nothing else in the project knows where these folders are.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The shipped folder ``name`` ("themes" or "seeds").

    The checkout's own folder wins: an editable install copies the shipped ones once, and the copy goes stale.

    Raises:
        FileNotFoundError: the installation is broken.
    """
    beside, inside = _PACKAGE.parent / name, _PACKAGE / name
    if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    if inside.is_dir():
        return inside
    raise FileNotFoundError(f"natotui is installed without its folder {name}/")


def topics() -> Path:
    """The folder of theme packs."""
    return folder("themes") / "topics"


def palettes() -> Path:
    """The folder of palettes."""
    return folder("themes") / "palettes"


GENRES = {"short": "single paragraphs", "student": "school essays", "forum": "forum posts"}
"""Folders of seeds/ that hold texts of one genre, each on a question of its own; all others are subjects."""


def samples() -> list[Path]:
    """The articles to read at first, sorted by subject and name: those of seeds/ that have a second reading. Thousands
    more are there to learn from."""
    read = (path.parent / path.name.replace(".second.toml", ".md") for path in folder("seeds").glob("*/*.second.toml"))
    return sorted(path for path in read if path.parent.name not in GENRES)
