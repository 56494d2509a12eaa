"""Odd inputs: each ends in an outline, or in one clear line that names the file and exit code 2; within limits."""

from __future__ import annotations

import os
import random
import resource
import string
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import acting, acting_in_words
from pty_program import Start, environment_of

GIB = 1 << 30
SECONDS = 10
"""Of CPU time: on a busy machine the clock says nothing."""

SENTENCE = "It must be said, because the figures show it; critics, however, object. "
NAUGHTY = [
    "undefined",
    "NULL",
    "1/0",
    "'; DROP TABLE note;--",
    "<script>alert(1)</script>",
    "%s%n%x",
    "{{7*7}}",
    "${jndi:x}",
    "[red]markup[/]",
    "[/]",
    "[link=http://x]",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ ̖t̝͕̳̣̻̪͞h̼͓̲̦̳̘̲e͇̣̰̦̬͎ ̢̼̻̱̘h͚͎͙̜̣̲ͅi̦̲̣̰̤v̻͍e̺̭̳̪̰-m̢iͅn̖̺̞̲̯̰d̵̼̟͙̩̼̘̳",
    "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "ﷺ",
    "الكل في المجمو عة",
    "田中さんにあげて下さい",
    "\u200b\u200c\u200d\ufeff",
    "a" + "\u0301" * 1000,
    "../../etc/passwd",
    "C:\\con\\con",
    "-1e309",
    "０１２",
    "I\u0307ﬀﬃ",
    "\u2028\u2029",
    "\x85",
]


def limited() -> None:
    """In the child: at most 1 GiB of memory and a bounded time."""
    resource.setrlimit(resource.RLIMIT_AS, (GIB, GIB))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(home: Path, *arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """natotui without a terminal, limited."""
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run(
        [sys.executable, "-m", "natotui", *map(str, arguments)],
        env=environment_of(home, "xterm-256color", {}),
        capture_output=True,
        preexec_fn=limited,
        timeout=120,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def ends_well(said: subprocess.CompletedProcess[bytes], *, read: bool | None = None, name: str = "") -> None:
    """An outline, or one line that names the file, and 2."""
    assert said.returncode in (0, 2), (said.returncode, said.stderr[-800:])
    assert b"Traceback" not in said.stderr
    assert acting_in_words(said.stdout + said.stderr) == []
    assert read is None or (said.returncode == 0) == read, said.stderr
    if said.returncode == 2:
        assert said.stderr.count(b"\n") == 1 and said.stdout == b""
        assert name.encode() in said.stderr
    else:
        assert said.stdout.strip()


def words(count: int) -> str:
    """Paragraphs."""
    return "\n\n".join(SENTENCE * 4 for _ in range(count))


ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "iso8859-15",
    "cp437",
    "mac-roman",
    "koi8-r",
    "cp1251",
    "shift_jis",
    "euc-jp",
    "gb18030",
    "big5",
    "euc-kr",
    "utf-7",
    "cp037",
]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\n\r"], ids=ascii)
def test_every_encoding_and_line_end(tmp_path: Path, end: str) -> None:
    text = f"A café’s title\n\n{words(3)}".replace("\n", end)
    paths = []
    for encoding in ENCODINGS:
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding, "replace"))
        paths.append(path)
    said = run(tmp_path, "outline", *paths, "--format", "json")
    assert said.returncode in (0, 2) and b"Traceback" not in said.stderr


MADE: dict[str, Callable[[], str]] = {
    "million-lines.txt": lambda: "\n".join(f"line {n}" for n in range(1_000_000)),
    "abbreviations.txt": lambda: "a." * 200_000,
    "abbreviations-spaced.txt": lambda: "a. " * 200_000,
    "brackets.md": lambda: "[" * 100_000 + "x" + "]" * 100_000,
    "brackets-open.md": lambda: "[" * 100_000,
    "links.md": lambda: "[a](" * 100_000,
    "images.md": lambda: "![" * 100_000,
    "quotes.md": lambda: ">" * 100_000 + " deep",
    "quotes-spaced.md": lambda: "> " * 100_000 + "deep",
    "lists.md": lambda: "- " * 50_000 + "deep",
    "stars.md": lambda: "*a **b " * 50_000,
    "ticks.md": lambda: "".join("`" * n + " " for n in range(600)),
    "table.md": lambda: "| a | b |\n|---|---|\n" + "| cell one | cell two |\n" * 50_000,
    "wide.md": lambda: "|" + " a |" * 5_000 + "\n|" + "---|" * 5_000 + "\n" + ("|" + " x |" * 5_000 + "\n") * 20,
    "headings.md": lambda: "".join(f"{'#' * (n % 6 + 1)} Heading {n}\n\n{SENTENCE}\n\n" for n in range(2_000)),
    "one-line.txt": lambda: SENTENCE * 4_000,
    "no-blanks.txt": lambda: "x" * 5_000_000,
    "deep.html": lambda: "<div>" * 100_000 + SENTENCE * 20 + "</div>" * 100_000,
    "unclosed.html": lambda: "<p><b><i><span>" * 50_000 + SENTENCE * 20,
    "deep-table.html": lambda: "<table><tr><td>" * 5_000 + SENTENCE * 20,
    "attributes.html": lambda: "<p " + " ".join(f"a{n}='{n}'" for n in range(100_000)) + ">" + SENTENCE * 20,
    "comment.html": lambda: "<!-- " * 50_000 + SENTENCE * 20,
    "entities.html": lambda: "<p>" + "&amp;&#x1b;&nbsp;&bogus;" * 50_000 + SENTENCE * 20,
    "naughty.txt": lambda: "\n\n".join(f"{each} must go, because {each} {SENTENCE}" for each in NAUGHTY),
    "naughty.md": lambda: "\n\n".join(
        f"# {each}\n\n- {each}\n\n> {each}\n\n| {each} |\n|---|\n| {each} |" for each in NAUGHTY
    ),
    "random.txt": lambda: "".join(random.Random(1).choices(string.printable, k=500_000)),
    "combining.txt": lambda: ("e" + "\u0301" * 50 + " ") * 20_000,
}


@pytest.mark.parametrize("name", MADE)
def test_odd_texts(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(MADE[name]())
    ends_well(run(tmp_path, "outline", path), name=name)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\n",
        b"\x00" * 1000,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 500,
        b"PK\x03\x04broken",
        b"%PDF-1.7 broken",
        b"{\\rtf1 broken",
        b"\x7fELF" + bytes(range(256)) * 20,
    ],
    ids=ascii,
)
def test_what_is_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    ends_well(run(tmp_path, "outline", path), name="odd.txt")


def test_fifty_megabytes(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "large.txt"
    paragraph = (SENTENCE * 6 + "\n\n").encode()
    path.write_bytes(paragraph * (50_000_000 // len(paragraph)))
    program = start(path, emulate=True).shows("It must be said")
    program.until(lambda: " left" in program.status, "the whole text, and how long it is")
    program.type("G").until(lambda: "100%" in program.status, "the end of the text")
    assert program.quit() == 0
    program.assert_restored()


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone").unlink(missing_ok=True)
    for name in (
        "folder",
        "link",
        "loop",
        "gone",
        "x" * 5_000,
        "a/b",
        "nul\udcff",
        "/dev/zero",
        "/dev/null",
        "/dev/full",
        "/dev/tty",
    ):
        ends_well(
            run(tmp_path, "outline", name if name[0] == "/" else tmp_path / name),
            read=False,
            name=name[:60].strip("\udcff"),
        )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    ends_well(run(tmp_path, "outline", path), read=False, name="secret.txt")


def test_a_named_pipe(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    threading.Thread(target=lambda: path.write_text(words(30)), daemon=True).start()
    program = start(path).shows("It must be said").ready()
    assert program.quit() == 0
    assert acting(program.output) == []


def test_it_grows_shrinks_and_vanishes_while_it_is_read(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "live.txt"
    path.write_text(words(40))
    program = start(path).ready()
    program.type("}}}").rest()
    place = program.status.split("%")[0].rpartition(" ")[0]
    with path.open("a") as file:
        file.write("\n\n" + words(40))
    program.until(lambda: "changed" in program.text(), "the change")
    assert program.status.split("%")[0].rpartition(" ")[0] or place
    path.write_text(words(1))
    program.key("j")
    program.until(lambda: "changed" in program.text(), "the second change")
    path.unlink()
    program.type("\x12").until(
        lambda: "no such file" in program.text() or "cannot read" in program.text(), "that it is gone"
    )
    program.type("\x1bj").rest()
    assert program.quit() == 0
    program.assert_restored()


def test_it_grows_while_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "growing.txt"
    path.write_text(words(200))
    stop = threading.Event()

    def grow() -> None:
        with path.open("a") as file:
            while not stop.is_set():
                file.write(SENTENCE)
                file.flush()
                stop.wait(0.01)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        ends_well(run(tmp_path, "outline", path), read=True)
    finally:
        stop.set()
        writer.join()


DEEP = {
    "keys": ".".join(["a"] * 50_000) + " = 1\n",
    "arrays": "a = " + "[" * 50_000 + "]" * 50_000 + "\n",
    "tables": "a = " + "{b=" * 50_000 + "1" + "}" * 50_000 + "\n",
    "header": "[" + ".".join(["a"] * 50_000) + "]\n",
    "types": "label = 7\nmouse = 'yes'\npalette = 1\nwidth = 'wide'\nkeys = 3\nname = []\n"
    "styles = 4\ncues = 5\nstrand = 6\n",
    "twice": "width = 70\nwidth = 80\n[styles]\ntext = 'red'\ntext = 'blue'\n",
    "string": f"palette = '{'x' * 1_000_000}'\nname = '{'x' * 1_000_000}'\n",
    "many": "".join(f"k{n} = {n}\n" for n in range(5_000)),
    "no toml": "this is = = no toml [",
    "number": f"width = {'9' * 5_000}\n",
    "nothing": "",
}


@pytest.mark.parametrize("what", DEEP)
def test_settings_palettes_and_packs(tmp_path: Path, what: str) -> None:
    config = tmp_path / "config"
    for folder in ("palettes", "topics"):
        (config / folder).mkdir(parents=True)
    files = [config / "config.toml", config / "palettes" / "mine.toml", config / "topics" / "mine.toml"]
    for path in files:
        path.write_text(DEEP[what])
    article = tmp_path / "article.txt"
    article.write_text(words(3))
    said = run(tmp_path, "check")
    assert said.returncode in (0, 1), said.stderr[-500:]
    assert b"Traceback" not in said.stderr + said.stdout and len(said.stdout + said.stderr) < 2_000_000
    assert said.returncode == 1 or what in ("nothing",)
    ends_well(run(tmp_path, "outline", article), read=True)


@pytest.mark.parametrize("what", ["keys", "types", "string"])
def test_the_reader_opens_all_the_same(tmp_path: Path, start: Start, what: str) -> None:
    config = tmp_path / "home" / "config"
    for folder in ("palettes", "topics"):
        (config / folder).mkdir(parents=True)
        (config / folder / "mine.toml").write_text(DEEP[what])
    (config / "config.toml").write_text(DEEP[what])
    article = tmp_path / "article.txt"
    article.write_text(words(3))
    program = start(article).shows("It must be said")
    program.rest()
    program.type("j").rest()
    assert program.quit() == 0
    program.assert_restored()
