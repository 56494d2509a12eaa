"""Nothing that comes from outside reaches the terminal as a control, whichever way it comes; replies press no keys."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hostile import CONTROLS, LONG, SAMPLE, SEQUENCES, acting, acting_in_words, article
from pty_program import ARTICLE, Program, Start, command

QUOTED = json.dumps(SAMPLE)[1:-1].replace("\\ud", "\\\\ud")
"""The sample as it is written in TOML."""


def leafed_through(program: Program) -> Program:
    """Every page, both panes, the explanation, the list of parts."""
    program.type("w").rest()
    program.type("\x1b" + "e")
    program.rest()
    for keys in ("ccc", "G", "\t", "G", "O", "O", "O", "\t", "g"):
        program.type(keys).rest()
    last = ""
    while program.text() != last:
        last = program.text()
        program.type(" ").rest()
    return program


def test_the_check_itself_finds_what_it_looks_for() -> None:
    for each in [*SEQUENCES, *CONTROLS]:
        if each not in ("\x08", "\x1bM", "\x1b\x07"):
            assert acting(f"a{each}b".encode()) or each[1:2] == "[", repr(each)
    assert acting(b"\x1b[991;992H") and acting(SAMPLE.encode())
    assert not acting(b"\x1b[1;38;5;231mwords\x1b[;50H\r\n\x1b[?2026l")


@pytest.mark.parametrize("kind", ["txt", "md", "html"])
def test_articles(start: Start, tmp_path: Path, kind: str) -> None:
    some = [*CONTROLS, *LONG[::5], *SEQUENCES[::9], SAMPLE]
    words = article(some)
    if kind == "html":
        named = "".join(f"<p>Entities must &#{ord(c)}; be &#x{ord(c):x}; safe.</p>" for c in CONTROLS)
        words = f"<title>A {SAMPLE}</title><article><h1>H {SAMPLE}</h1><p>{words}</p>{named}</article>"
    elif kind == "md":
        words = (
            f"# T {SAMPLE}\n\n*Standfirst {SAMPLE}*\n\n{words}\n\n- item {SAMPLE}\n\n> quote {SAMPLE}\n\n"
            f"| a | b |\n|---|---|\n| {SAMPLE} | [l](http://x/{SAMPLE}) |\n\n```py\nx = '{SAMPLE}'\n```\n"
            + "".join(f"&#{ord(c)};" for c in CONTROLS)
        )
    path = tmp_path / f"article.{kind}"
    path.write_bytes(words.encode("utf-8", "surrogateescape"))
    program = leafed_through(start(path).ready())
    assert program.quit() == 0
    assert acting(program.output) == []


def test_raw_bytes_of_c1(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(b"It must \x9b2J be said \x9d52;c;ZXZpbA==\x9c because it is so. " * 30)
    program = start(path).ready()
    assert program.quit() == 0
    assert acting(program.output) == []


def test_what_is_pasted_and_noted(start: Start) -> None:
    program = start(ARTICLE).ready()
    for opening, closing in (("/", "\r"), (":", "\r"), ("a", "\r"), ("j#", "\r"), ("/", "\x1b"), ("i", "\x1b")):
        program.type(opening).rest()
        program.paste(SAMPLE.replace("\x1b", "\u241b") if closing == "\x1b" else SAMPLE).rest()
        program.type(closing).rest()
        program.type("\x1b").rest()
    program.type("i").rest()
    program.type("\x1b\x1b").rest()
    program.resize(120, 40)
    program.type("gjjk").rest()
    assert program.quit() == 0
    assert acting(program.output) == []
    for form in ("table", "markdown", "json"):
        said = command(program.home, "notes", "--all", "--format", form)
        assert acting_in_words(said.stdout + said.stderr) == [], form


def test_notes_that_are_imported(start: Start, tmp_path: Path) -> None:
    notes = tmp_path / "notes.jsonld"
    quote = "Quarrels, they add, are only to be"
    notes.write_text(
        json.dumps(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": f"urn:x:{SAMPLE}",
                "type": "Annotation",
                "creator": {"type": "Person", "name": SAMPLE},
                "body": [
                    {"type": "TextualBody", "value": f"note {SAMPLE}", "purpose": "commenting"},
                    {"type": "TextualBody", "value": f"tag{SAMPLE}", "purpose": "tagging"},
                ],
                "target": {
                    "source": SAMPLE,
                    "selector": {"type": "TextQuoteSelector", "exact": quote, "prefix": "shrunk. "},
                },
            }
        )
    )
    home = tmp_path / "home"
    said = command(home, "import", ARTICLE, notes)
    assert said.returncode == 0, said.stderr
    assert acting_in_words(said.stdout + said.stderr) == []
    program = start(ARTICLE, lines=40, columns=120).ready()
    program.type("jji").rest()
    program.type("\r").rest()
    program.type("I").rest()
    program.type("\x1b\x1b").rest()
    assert program.quit() == 0
    assert acting(program.output) == []
    assert acting_in_words(command(home, "notes", ARTICLE).stdout) == []


def test_names_settings_packs_and_palettes(start: Start, tmp_path: Path) -> None:
    config = tmp_path / "home" / "config"
    (config / "palettes").mkdir(parents=True)
    (config / "topics").mkdir()
    (config / "config.toml").write_text(
        f'palette = "{QUOTED}"\nauthor = "{QUOTED}"\n"{QUOTED}" = 1\n[keys]\n"{QUOTED}" = "{QUOTED}"\n'
    )
    (config / "palettes" / "evil.toml").write_text(
        f'name = "{QUOTED}"\nbackground = "{QUOTED}"\n[styles]\ntext = "{QUOTED}"\n'
    )
    (config / "topics" / "evil.toml").write_text(
        f'name = "{QUOTED}"\ncues = ["alliance"]\n[[strand]]\nid = "evil"\nlabel = "Nato {QUOTED}"\n'
        f'cues = ["NATO", "alliance", "{QUOTED}", "said", "plan", "critics"]\n'
    )
    evil = tmp_path / f"evil{SAMPLE.replace(chr(0), '')}.md"
    evil.write_text(article(["", " "]))
    program = start(evil).ready()
    for keys in ("P", "P", "P", "P", "?", "\x1b", "B", "\x1b"):
        program.type(keys).rest()
    assert program.quit() == 0
    assert acting(program.output) == []
    home = tmp_path / "home"
    for arguments in (
        ["outline", evil],
        ["check"],
        ["outline", ARTICLE],
        ["check", config / "topics" / "evil.toml"],
        ["check", config / "palettes" / "evil.toml"],
        ["outline", str(evil) + "gone"],
        [str(evil) + "gone"],
        ["outline", "--format", SAMPLE.replace(chr(0), ""), ARTICLE],
        [f"--{SAMPLE.replace(chr(0), '')}"],
    ):
        said = command(home, *arguments)
        assert acting_in_words(said.stdout + said.stderr) == [], arguments
        assert b"Traceback" not in said.stderr, arguments


@pytest.mark.parametrize("name", ["gone", "folder"])
def test_errors_on_a_terminal(start: Start, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}{SAMPLE.replace(chr(0), '')}"
    if name == "folder":
        os.mkdir(path)
        (path / f"in{SAMPLE.replace(chr(0), '')}.md").write_text(article(["", " "]))
        (path / "other.md").write_text(article(["", " "]))
    program = start(path)
    if name == "folder":
        program.rest()
        program.type("\x1b")
        program.rest()
        program.close()
    else:
        assert program.end() == 2
    assert acting(program.output) == []


@pytest.mark.parametrize("form", ["tree", "json", "markdown", "csv", "dot", "mermaid", "argdown"])
def test_outlines_that_are_printed(tmp_path: Path, form: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(article([*CONTROLS, *LONG[::7], SAMPLE]).encode("utf-8", "surrogateescape"))
    said = command(tmp_path / "home", "outline", path, "--format", form)
    assert said.returncode == 0, said.stderr
    assert acting_in_words(said.stdout + said.stderr) == []


REPLIES = [
    "\x1b[?62;22c",
    "\x1b[>41;370;0c",
    "\x1b[1;1R",
    "\x1b[24;80R",
    "\x1b[?1;1R",
    "\x1b[0n",
    "\x1b[?2026;2$y",
    "\x1b[?2048;0$y",
    "\x1b[?997;1n",
    "\x1b[8;24;80t",
    "\x1b[4;480;800t",
    "\x1b[?0u",
    "\x1b[I",
    "\x1b[O",
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1b]4;1;rgb:ff/00/00\x07",
    "\x1b]52;c;cXF1aXQ=\x07",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP>|XTerm(370)\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
]


@pytest.mark.parametrize("way", ["whole", "byte by byte"])
def test_replies_of_the_terminal_press_no_keys(start: Start, way: str) -> None:
    program = start(ARTICLE).ready()
    program.key("cc")
    before = program.text()
    for reply in REPLIES:
        for part in [reply] if way == "whole" else list(reply):
            program.type(part)
        program.rest()
        assert not program.ended, repr(reply)
        assert program.text() == before, repr(reply)
    program.type("/").rest()
    before = program.text()
    for reply in REPLIES:
        program.key(reply)
        assert program.text() == before, repr(reply)
