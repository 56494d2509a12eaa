"""Theme packs: strands of a subject and the words that tell them, from TOML files that anyone may write."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from natotui import resources

LARGEST = 64 * 1024
"""Bytes of the largest pack that is read."""
MOST_STRANDS, MOST_CUES, LONGEST_CUE = 24, 120, 60
"""Limits on one pack: strands, cues of a strand, code points of a cue or label."""
_KEYS = {"name", "cues", "strand"}
_STRAND_KEYS = {"id", "label", "cues"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Strand:
    """One theme that articles on the subject have."""

    id: str
    label: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class TopicPack:
    """A subject ("Alliances and security"): words that show an article is about it, and its strands."""

    name: str
    cues: tuple[str, ...]
    strands: tuple[Strand, ...]


def own_folder() -> Path:
    """Where the person's own packs lie; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("natotui") / "topics"


def check_pack(path: Path) -> list[str]:
    """Every problem of the pack at ``path``, each a sentence; none: the pack can be used."""
    return _read(path)[1]


def load_packs(folders: Iterable[Path]) -> tuple[tuple[TopicPack, ...], list[str]]:
    """The sound packs of ``folders``, sorted by file name, and the problems of the others.

    A pack of a later folder replaces one of the same name.
    """
    packs: dict[str, TopicPack] = {}
    problems: list[str] = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            pack, wrong = _read(path)
            problems += [f"{path}: {each}" for each in wrong]
            if pack is not None:
                packs[pack.name] = pack
    return tuple(packs.values()), problems


@cache
def standard_packs() -> tuple[TopicPack, ...]:
    """The shipped packs and the person's own, read once; broken ones are left out (``check_pack`` says why)."""
    return load_packs((resources.topics(), own_folder()))[0]


def shipped_packs() -> tuple[TopicPack, ...]:
    """The shipped packs alone: what is learned or measured must not depend on the person's own."""
    return load_packs([resources.topics()])[0]


def _read(path: Path) -> tuple[TopicPack | None, list[str]]:
    try:
        if path.stat().st_size > LARGEST:
            return None, [f"larger than {LARGEST // 1024} KiB"]
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return None, [f"cannot be read: {error.strerror or error}"]
    except UnicodeDecodeError:
        return None, ["is not UTF-8 text"]
    except (ValueError, RecursionError) as error:  # also what Python refuses: numbers of thousands of digits
        return None, [f"is not TOML: {error}"]
    problems = _problems(data)
    if problems:
        return None, problems
    strands = tuple(Strand(each["id"], each["label"], tuple(each["cues"])) for each in data["strand"])
    return TopicPack(data["name"], tuple(data.get("cues", ())), strands), []


def _problems(data: dict[str, Any]) -> list[str]:
    problems = [f"unknown key {key!r}" for key in data if key not in _KEYS]
    problems += _text(data, "name", "the pack")
    problems += _cues(data.get("cues", ["-"]), "the pack")
    strands = data.get("strand")
    if not isinstance(strands, list) or not strands or not all(isinstance(each, dict) for each in strands):
        return [*problems, "has no [[strand]]"]
    if len(strands) > MOST_STRANDS:
        problems.append(f"more than {MOST_STRANDS} strands")
    seen: set[Any] = set()
    for number, strand in enumerate(strands, 1):
        where = f"strand {number}"
        problems += [f"{where}: unknown key {key!r}" for key in strand if key not in _STRAND_KEYS]
        problems += _text(strand, "label", where)
        problems += _text(strand, "id", where)
        name = strand.get("id")
        if isinstance(name, str):
            if not _ID.fullmatch(name):
                problems.append(f"{where}: id {name[:40]!r} is not lower-case words joined by hyphens")
            if name in seen:
                problems.append(f"{where}: id {name[:40]!r} is used twice")
            seen.add(name)
        problems += _cues(strand.get("cues"), where)
    return problems


def _text(data: dict[str, Any], key: str, where: str) -> list[str]:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        return [f"{where}: {key} is missing or no text"]
    if len(value) > LONGEST_CUE or not value.isprintable():
        return [f"{where}: {key} is longer than {LONGEST_CUE} characters or not printable"]
    return []


def _cues(value: Any, where: str) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each.strip() for each in value):
        return [f"{where}: cues must be a list of words and phrases"]
    problems = [f"{where}: more than {MOST_CUES} cues"] if len(value) > MOST_CUES else []
    problems += [f"{where}: cue {each[:30]!r} is longer than {LONGEST_CUE} characters or not printable"
                 for each in value if len(each) > LONGEST_CUE or not each.isprintable()]
    return problems
