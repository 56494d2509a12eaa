"""Settings: config.toml in the config folder. Unknown keys and impossible values are problems with a name,
never guesses; the reader opens all the same with the defaults in their place.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path

_MAX_BYTES = 256_000
NEAR = 0.7
"""How like a known name an unknown one must be to be taken for a slip of it: at difflib's 0.6 "bogus" is "mouse"."""


@dataclass(frozen=True)
class Settings:
    """What can be set in config.toml."""

    palette: str = ""
    """Name of a palette; empty: "dark" or "light" as the terminal says."""
    width: int = 80
    """The widest the text column may be, in cells (20 to 200)."""
    outline_width: int = 0
    """Cells of the outline pane; 0: as the window allows."""
    order: str = "theme"
    """Order of the outline: "theme", "argument" or "reading"."""
    words_per_minute: int = 230
    """Reading speed for the minutes left (50 to 1500). Silent reading of non-fiction in English: 238 words a
    minute on average (Brysbaert 2019, doi:10.1016/j.jml.2019.104047), rounded down."""
    mouse: bool = False
    """Whether the mouse is listened to; off, the terminal's own selection works."""
    author: str = ""
    """Whose name notes carry; empty: the login name."""
    sidecar: bool = False
    """Whether notes are also kept beside the article, in FILE.notes.jsonld."""
    library: str = ""
    """Path of the library; empty: the platform's data folder."""
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The person's own keys by action, from the table ``[keys]``."""


LIMITS = {"width": (20, 200), "outline_width": (0, 120), "words_per_minute": (50, 1500)}
_CHOICES = {"order": ("theme", "argument", "reading")}


def config_folder() -> Path:
    """The folder of the person's settings (``NATOTUI_CONFIG_HOME``, else the platform's). It is not made."""
    given = os.environ.get("NATOTUI_CONFIG_HOME")
    if given:
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("natotui", appauthor=False)


def settings_file() -> Path:
    """The file of the person's settings, whether it is there or not."""
    return config_folder() / "config.toml"


def data_folder() -> Path:
    """The folder of the library (``NATOTUI_DATA_HOME``, else the platform's). It is not made."""
    given = os.environ.get("NATOTUI_DATA_HOME")
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("natotui", appauthor=False)


def read(path: Path | None = None) -> tuple[Settings, list[str]]:
    """The settings and all problems found (in words, each naming file and key). No file: the defaults."""
    path = path or settings_file()
    try:
        if path.stat().st_size > _MAX_BYTES:
            return Settings(), [f"{path}: larger than {_MAX_BYTES} bytes; the defaults are used"]
        import tomli

        data = tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError, RecursionError) as fault:
        return Settings(), [f"{path}: cannot be read: {fault}; the defaults are used"]
    return _validated(data, path)


def _validated(data: dict[str, object], path: Path) -> tuple[Settings, list[str]]:
    from difflib import get_close_matches

    problems: list[str] = []
    known = {item.name: item for item in fields(Settings)}
    kept: dict[str, object] = {}
    for key, value in data.items():
        name = key.replace("-", "_")
        if name not in known:
            near = get_close_matches(name, known, 1, NEAR)
            problems.append(f"{path}: {key[:60]} is unknown" + (f"; did you mean {near[0]}?" if near else ""))
        elif name == "keys":
            kept["keys"] = _keys(value, path, problems)
        elif (fault := _fault(name, value, type(getattr(Settings(), name)))) is not None:
            problems.append(f"{path}: {key} {fault}")
        else:
            kept[name] = value
    return Settings(**kept), problems  # type: ignore[arg-type]  # each value's type was checked above


def _fault(name: str, value: object, wanted: type) -> str | None:
    if type(value) is not wanted:
        return f"must be {({str: 'text', int: 'a whole number', bool: 'true or false'})[wanted]}"
    if name in LIMITS and isinstance(value, int) and not LIMITS[name][0] <= value <= LIMITS[name][1]:
        return "must be between {} and {}".format(*LIMITS[name])
    if name in _CHOICES and value not in _CHOICES[name]:
        return "must be one of " + ", ".join(_CHOICES[name])
    return None


def _keys(value: object, path: Path, problems: list[str]) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        problems.append(f"{path}: keys must be a table")
        return {}
    kept: dict[str, tuple[str, ...]] = {}
    for action, keys in value.items():
        listed = [keys] if isinstance(keys, str) else keys
        if isinstance(listed, list) and all(isinstance(key, str) for key in listed):
            kept[action] = tuple(part for key in listed for part in key.replace(",", " ").split())
        else:
            problems.append(f"{path}: keys.{str(action)[:60]} must be a key or a list of keys")
    return kept
