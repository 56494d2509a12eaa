"""The command line and what it keeps: the library, notes in and out, the check of settings and library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = str(ROOT / "seeds" / "security" / "nato-crisis.md")
WORDS = "The bridge must stay closed. Critics say that the shops will die. But the shops sell more since it closed.\n"


@pytest.fixture
def no_golds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The outlines of the samples are left out: there are many, and one test looks over them all."""
    from natotui.commands import check

    monkeypatch.setattr(check, "_golds", lambda paths: iter(()))


@pytest.mark.usefixtures("no_golds")
def test_no_library_reads_and_keeps_nothing(run: Any, own_home: Path, tmp_path: Path) -> None:
    for words in (
        ("outline", SAMPLE),
        ("export", SAMPLE, "--format", "json"),
        ("notes", SAMPLE),
        (SAMPLE,),
        ("check",),
    ):
        assert run(*words, "--no-library")[0] == 0
        assert not own_home.exists(), words
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no library")
    code, _, err = run("outline", SAMPLE, "--no-library", "--library", str(broken))
    assert (code, err) == (0, "")
    assert broken.read_bytes() == b"no library"


@pytest.mark.usefixtures("no_golds")
def test_looking_makes_no_library(run: Any, own_home: Path) -> None:
    for words in (("outline", SAMPLE), ("notes", "--all"), ("check",), ("library", "path"), (SAMPLE,)):
        assert run(*words)[0] == 0
        assert not own_home.exists(), words


def test_notes_come_in_are_listed_and_go_out(run: Any, tmp_path: Path) -> None:
    from natotui.article.load import load
    from natotui.notes.anchoring import anchor
    from natotui.notes.library import Library
    from natotui.notes.model import new_note

    path = tmp_path / "a.txt"
    path.write_text(WORDS)
    article = load(str(path))
    first, second = (str(tmp_path / name) for name in ("one.db", "two.db"))
    with Library.open(Path(first)) as library:
        mark = anchor(article.text, 0, 28, article.fingerprint)
        library.remember(article, 0)
        library.add(new_note(article.fingerprint, "comment", mark, "too \x1b[31mred", tags=["law"], author="Ada"))
        library.add(new_note(article.fingerprint, "role", mark, data={"role": "evidence"}))
    code, out, _ = run("notes", str(path), "--library", first)
    assert code == 0 and "comment" in out and "law" in out and "\x1b" not in out
    code, out, _ = run("notes", "--all", "--tag", "law", "--format", "json", "--library", first)
    assert code == 0 and "too" in out and "evidence" not in out
    code, out, _ = run("notes", "--all", "--format", "markdown", "--library", first)
    assert code == 0 and "\x1b" not in out
    corrected = json.loads(run("outline", str(path), "--format", "json", "--library", first)[1])
    assert corrected["units"][0]["role"] == "evidence"
    own = json.loads(run("outline", str(path), "--format", "json", "--no-library")[1])
    assert own["units"][0]["role"] != "evidence" or own != corrected
    exported = tmp_path / "notes.json"
    assert run("export", str(path), "--format", "w3c", "-o", str(exported), "--library", first)[0] == 0
    for added in ("2 notes added", "0 notes added"):
        code, out, _ = run("import", str(path), str(exported), "--library", second)
        assert code == 0 and added in out
    again = json.loads(run("outline", str(path), "--format", "json", "--library", second)[1])
    assert again["units"][0]["role"] == "evidence"


def test_check_finds_nothing_in_what_is_shipped(run: Any) -> None:
    assert run("check") == (0, "no problems found\n", "")


@pytest.mark.usefixtures("no_golds")
def test_check_says_all_problems_at_once(run: Any, own_home: Path) -> None:
    config = own_home / "config"
    for name, words in {
        "config.toml": 'widht = 70\nwidth = 7\n[keys]\nnext = "ctrl+m"\nteleport = "x"\n',
        "palettes/mine.toml": '[styles]\nclaimm = "red"\nclaim = "no colour"\n',
        "topics/mine.toml": "name = 3\n",
    }.items():
        path = config / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    code, out, err = run("check")
    assert (code, err) == (1, "")
    for named in ("widht", "between 20 and 200", "ctrl+m", "teleport", "claimm", "no colour", "topics/mine.toml"):
        assert named in out, named
    assert len(out.splitlines()) >= 7


@pytest.mark.usefixtures("no_golds")
@pytest.mark.parametrize("named", [False, True])
def test_check_sees_what_the_reader_sees(run: Any, own_home: Path, named: bool) -> None:
    path = own_home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('palette = "nosuch"\n[keys]\nnext = "t"\n')
    code, out, err = run("check", *([str(path)] if named else []))
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert len(lines) == 2 and all(line.startswith(f"{path}: ") for line in lines)
    assert "keys.next: takes t, and next-theme has no key left" in out and "palette 'nosuch' not found" in out
    path.write_text('palette = "light"\n[keys]\nnext = "t"\nnext-theme = []\n')
    assert run("check", *([str(path)] if named else []))[0] == 0


def test_check_of_single_files(run: Any, tmp_path: Path) -> None:
    gold = ROOT / "seeds" / "security" / "nato-crisis.outline.toml"
    assert run("check", str(gold))[0] == 0
    bad = tmp_path / "config.toml"
    bad.write_text("width = [")
    code, out, err = run("check", str(gold), str(bad), str(tmp_path / "gone.toml"), str(tmp_path))
    assert (code, err) == (1, "")
    assert "cannot be read" in out and "gone.toml" in out
    assert len(out.splitlines()) == 3


@pytest.mark.usefixtures("no_golds")
def test_check_names_a_damaged_library(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"no library at all, by any means" * 99)
    code, out, _ = run("check", "--library", str(path))
    assert code == 1 and "library.db" in out


def test_check_of_the_library_tells_by_its_exit_code(run: Any, tmp_path: Path) -> None:
    from contextlib import closing
    from sqlite3 import connect

    from natotui.article.load import load
    from natotui.notes.anchoring import anchor
    from natotui.notes.library import Library
    from natotui.notes.model import new_note

    text, path = tmp_path / "a.txt", tmp_path / "library.db"
    text.write_text(WORDS)
    article = load(str(text))
    with Library.open(path) as library:
        library.remember(article, 0)
        library.add(new_note(article.fingerprint, "comment", anchor(article.text, 0, 28, article.fingerprint), "so"))
    assert run("library", "check", "--library", str(path))[0] == 0
    with closing(connect(path)) as connection, connection:
        connection.execute("UPDATE note SET checksum = 'another'")
    code, out, _ = run("library", "check", "--library", str(path))
    assert code == 1 and "checksum" in out
