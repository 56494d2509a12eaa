"""Where the command line writes: what it replaces, an output that is full, what is said where nothing is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = str(ROOT / "seeds" / "security" / "nato-crisis.md")
WORDS = "The bridge must stay closed. Critics say that the shops will die. But the shops sell more since it closed.\n"
LIST = "Things to bring:\n\n" + "".join(
    f"- {each}\n" for each in ("warm socks", "a torch", "two blankets", "a map of the island", "the keys of the boat",
                               "a whistle", "a tin of biscuits", "matches in a dry box", "something to read")
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A small article of its own."""
    path = tmp_path / "bridge.md"
    path.write_text(WORDS)
    return path


def refused(answer: tuple[int, str, str], *named: str) -> None:
    code, out, err = answer
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and err.startswith("natotui: ") and "Traceback" not in err
    assert all(each in err for each in named), err


# Files


@pytest.mark.parametrize("link", ["itself", "symbolic", "hard", "folder", "the folder's link"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_an_export_never_replaces_the_article(
    run: Any, article: Path, tmp_path: Path, link: str, force: list[str]
) -> None:
    out = tmp_path / "other.md"
    if link == "symbolic":
        out.symlink_to(article)
    elif link == "hard":
        out.hardlink_to(article)
    elif link == "the folder's link":
        (tmp_path / "beside").symlink_to(tmp_path)
        out = tmp_path / "beside" / article.name
    else:
        out = {"itself": article, "folder": tmp_path}[link]
    refused(run("export", str(article), "--format", "markdown", "-o", str(out), *force), "the article itself")
    assert article.read_text() == WORDS


def test_the_second_file_of_a_format_does_not_replace_the_article_either(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    before = WORDS.replace("\n", "\r\n").encode()
    path.write_bytes(before)
    refused(run("export", str(path), "--format", "brat", "-o", str(tmp_path / "a.ann"), "--force"), "a.txt")
    assert path.read_bytes() == before and not (tmp_path / "a.ann").exists()
    assert run("export", str(path), "--format", "brat", "-o", str(tmp_path / "b.ann"))[0] == 0
    same = tmp_path / "b.txt"
    assert run("export", str(same), "--format", "brat", "-o", str(tmp_path / "b.ann"))[0] == 0, "it is all there"


def test_what_is_there_is_replaced_by_force_only(run: Any, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "notes.csv"
    words = ("export", str(article), "--format", "csv", "-o", str(out))
    out.write_text("mine")
    refused(run(*words), "notes.csv", "--force")
    assert out.read_text() == "mine"
    assert run(*words, "--force")[0] == 0
    assert out.read_text() != "mine"
    assert run(*words)[0] == 0, "the same again is no loss"


def test_of_several_files_all_are_looked_at_before_one_is_written(run: Any, article: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "zoo.md", tmp_path / "out"
    other.write_text(WORDS)
    out.mkdir()
    (out / "zoo.csv").write_text("mine")
    refused(run("export", str(article), str(other), "--format", "csv", "-o", str(out)), "zoo.csv")
    assert [path.name for path in out.iterdir()] == ["zoo.csv"]
    (tmp_path / "deeper").mkdir()
    twin = tmp_path / "deeper" / article.name
    twin.write_text("Another text. It says other things, because it must.")
    refused(run("export", str(article), str(twin), "--format", "csv", "-o", str(out)), "bridge.csv")


def test_a_named_pipe_is_written_to(article: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    words = [sys.executable, "-m", "natotui", "export", str(article), "--format", "json", "-o", str(pipe)]
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # so that nothing waits for who never writes
    try:
        assert subprocess.run(words, cwd=ROOT, timeout=60, check=False).returncode == 0
        assert pipe.is_fifo() and json.loads(os.read(reader, 1 << 16))["article"]["words"] > 10
    finally:
        os.close(reader)


# Standard output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", [("outline", SAMPLE), ("outline", SAMPLE, "--format", "json"), ("export", SAMPLE, "--format", "html")]
)
def test_a_full_disk_is_one_line(words: tuple[str, ...], unbuffered: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "natotui", *words], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered}, text=True,
        )  # fmt: skip
    refused((done.returncode, "", done.stderr), "standard output", os.strerror(28))


def test_a_closed_output_is_no_fault() -> None:
    command = ["bash", "-c", '"$@" >&-', "bash", sys.executable, "-m", "natotui", "outline", SAMPLE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


# Nothing found


def test_gaps_of_a_text_that_does_not_argue(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(LIST)
    said = "This reads like a list: no claims were looked for; --argue looks for them."
    code, out, err = run("outline", str(path), "--gaps")
    assert (code, err) == (0, "") and out.splitlines()[-1] == said and "socks" not in out
    code, out, err = run("outline", str(path), "--gaps", "--format", "markdown")
    assert (code, err) == (0, "") and out.endswith(f"\n\n{said}\n") and "socks" not in out
    code, out, err = run("outline", str(path), "--gaps", "--format", "json")
    assert code == 0 and err == f"natotui: {path}: {said}\n"
    assert json.loads(out)["units"] == [] == json.loads(out)["gaps"]


def test_no_gaps_are_said(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from natotui.exchange import select

    monkeypatch.setattr(select, "gaps", lambda outline: frozenset())
    for words, found in ((("--gaps",), "No gaps were found: no"), (("--gaps", "--role", "claim"), "in what was asked")):
        code, out, err = run("outline", SAMPLE, *words)
        assert (code, err) == (0, "") and found in out and len(out.splitlines()) == 3
    code, out, err = run("outline", SAMPLE, "--gaps", "--format", "csv")
    assert code == 0 and "No gaps were found" in err and "No gaps" not in out


def test_a_text_that_does_not_argue_names_the_option(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(LIST)
    lines = run("outline", str(path))[1].splitlines()
    assert "This reads like a list: no claims were looked for." in lines
    assert "Headings and paragraphs instead; --argue reads it as an argument." in lines


# Wrong use


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--width", "3", SAMPLE), ("'3'", "20 to 200")),
        (("--width", "-5", SAMPLE), ("--width",)),
        (("--width", "201", SAMPLE), ("20 to 200",)),
        (("--palette", "foo", SAMPLE), ("foo", "contrast")),
        (("library",), ("path", "check", "backup", "restore")),
        (("library", "restore"), ("no backup",)),
        (("outline", SAMPLE, "--format", "smoke"), ("tree", "argdown")),
    ],
    ids=lambda value: " ".join(value).replace(str(ROOT), ".")[:40],
)
def test_what_is_wrong_is_said_with_what_there_is(run: Any, words: tuple[str, ...], named: tuple[str, ...]) -> None:
    refused(run(*words), *named)


def test_palettes_and_widths_that_are_right(run: Any) -> None:
    for words in (("--palette", "light"), ("--width", "20"), ("--width", "200")):
        assert run(*words, SAMPLE)[0] == 0


def test_a_restore_without_a_name_lists_the_copies(run: Any, tmp_path: Path) -> None:
    from natotui.notes.library import Library

    path = tmp_path / "library.db"
    Library.open(path).close()
    assert run("library", "backup", "--library", str(path))[0] == 0
    code, out, err = run("library", "restore", "--library", str(path))
    assert code == 2 and "library-" in out
    refused((code, "", err), "restore DATE")
