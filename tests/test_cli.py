"""The command line as a contract: what goes to standard output, what to standard error, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import natotui
from natotui.argument.model import RELATION_TYPES, ROLES
from natotui.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = str(ROOT / "seeds" / "security" / "nato-crisis.md")
OTHER = str(ROOT / "seeds" / "climate" / "carbon-price.md")
WORDS = "The bridge must stay closed. Critics say that the shops will die. But the shops sell more since it closed.\n"


def process(
    *words: str, stdin: bytes | None = b"", shell: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own; ``shell`` is what stands behind it in a pipe."""
    command: Any = [sys.executable, "-m", "natotui", *words]
    if shell:
        command = ["bash", "-c", f'"$@" {shell}', "bash", *command]
    own = {**os.environ, "COLUMNS": "80", **environment}
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, env=own, timeout=60, check=False)


def one_line_naming(err: str, name: str) -> None:
    assert err.count("\n") == 1 and err.endswith("\n"), err
    assert err.startswith("natotui: ")
    assert name in err
    assert "Traceback" not in err


# JSON


def test_one_file_is_one_object_as_the_contract_says(run: Any) -> None:
    code, out, err = run("outline", SAMPLE, "--format", "json")
    assert (code, err) == (0, "")
    assert out.count("\n") == 1 and out.endswith("\n")
    made = json.loads(out)
    assert made["natotui"] == natotui.__version__
    article = made["article"]
    assert {"source", "title", "standfirst", "byline", "words", "fingerprint", "text"} <= set(article)
    assert article["source"] == SAMPLE
    assert article["title"] == "An Alliance Arguing With Itself"
    assert article["fingerprint"].startswith("sha256:") and len(article["fingerprint"]) == 71
    text, units = article["text"], made["units"]
    assert len(units) > 10
    ids = [unit["id"] for unit in units]
    assert len(ids) == len(set(ids))
    themes = {theme["id"]: theme for theme in made["themes"]}
    assert 3 <= len(themes) <= 9
    end = 0
    for unit in units:
        assert text[unit["start"] : unit["end"]] == unit["text"] != ""
        assert unit["start"] >= end, "reading order, no overlap"
        end = unit["end"]
        assert unit["role"] in ROLES
        assert 0 <= unit["confidence"] <= 1
        assert unit["themes"] and all(unit["id"] in themes[name]["units"] for name in unit["themes"])
        for cue in unit["cues"]:
            assert 0 <= cue["start"] <= cue["end"] <= len(text) and cue["why"]
    for theme in themes.values():
        assert theme["label"] and theme["units"]
    for relation in made["relations"]:
        assert relation["source"] in ids and relation["target"] in ids and relation["source"] != relation["target"]
        assert relation["type"] in RELATION_TYPES
        assert 0 <= relation["confidence"] <= 1


def test_several_files_are_json_lines(run: Any) -> None:
    code, out, err = run("outline", SAMPLE, OTHER, "--format", "json")
    assert (code, err) == (0, "")
    made = [json.loads(line) for line in out.splitlines()]
    assert [each["article"]["source"] for each in made] == [SAMPLE, OTHER]
    assert json.loads(run("outline", OTHER, "--format", "json")[1]) == made[1]


def test_the_same_text_is_the_same_outline_wherever_it_comes_from(run: Any, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(Path(SAMPLE).read_bytes())
    made = [json.loads(run("outline", each, "--format", "json")[1]) for each in (SAMPLE, str(copy))]
    for each in made:
        del each["article"]["source"]
    assert made[0] == made[1]


@pytest.mark.parametrize("role", ["claim", "Evidence"])
def test_a_role_filters(run: Any, role: str) -> None:
    full = json.loads(run("outline", SAMPLE, "--format", "json")[1])
    made = json.loads(run("outline", SAMPLE, "--format", "json", "--role", role)[1])
    wanted = [unit["id"] for unit in full["units"] if unit["role"] == role.lower()]
    assert [unit["id"] for unit in made["units"]] == wanted != []
    left = set(wanted)
    assert all(each["source"] in left and each["target"] in left for each in made["relations"])
    assert all(set(theme["units"]) <= left and theme["units"] for theme in made["themes"])


def test_roles_and_themes_filter_together(run: Any) -> None:
    full = json.loads(run("outline", SAMPLE, "--format", "json")[1])
    theme = full["themes"][0]
    words = ["--theme", theme["label"], "--role", "claim", "--role", "evidence"]
    made = json.loads(run("outline", SAMPLE, "--format", "json", *words)[1])
    assert [unit["id"] for unit in made["units"]] == [
        unit["id"] for unit in full["units"] if unit["id"] in theme["units"] and unit["role"] in ("claim", "evidence")
    ]
    assert json.loads(run("outline", SAMPLE, "--format", "json", "--theme", "1")[1])["themes"][0]["id"] == theme["id"]


def test_gaps(run: Any) -> None:
    full = json.loads(run("outline", SAMPLE, "--format", "json")[1])
    made = json.loads(run("outline", SAMPLE, "--format", "json", "--gaps")[1])
    assert [unit["id"] for unit in made["units"]] == full["gaps"]


# Other formats


def test_the_tree_and_markdown(run: Any) -> None:
    for words in (("outline", SAMPLE), ("outline", SAMPLE, "--format", "tree")):
        code, out, err = run(*words)
        assert (code, err) == (0, "")
        assert "An Alliance Arguing With Itself" in out
        assert "\x1b" not in out, "plain where it is no terminal"
        assert max(map(len, out.splitlines())) <= 80
    code, out, _ = run("outline", SAMPLE, "--format", "markdown")
    assert code == 0 and "\n# An Alliance Arguing With Itself\n" in out


def test_without_a_terminal_reading_prints_the_outline(run: Any) -> None:
    code, out, err = run(SAMPLE)
    assert (code, err) == (0, "")
    assert out == run("outline", SAMPLE, "--format", "markdown")[1]


def test_a_pipe_and_no_color_are_plain() -> None:
    piped = process(SAMPLE, shell="| cat")
    assert piped.returncode == 0 and piped.stderr == b""
    assert b"\n# An Alliance" in piped.stdout and b"\x1b" not in piped.stdout
    colourless = process("outline", SAMPLE, NO_COLOR="1", FORCE_COLOR="1")
    assert b"\x1b" not in colourless.stdout


def test_a_reader_that_has_seen_enough_ends_it_silently() -> None:
    for words in (
        ("outline", SAMPLE, OTHER, "--format", "json"),
        ("outline", SAMPLE),
        ("export", SAMPLE, "--format", "html"),
    ):
        done = process(*words, shell="| head -c 100")
        assert done.stderr == b"", words
        assert len(done.stdout) == 100


def test_a_locale_without_utf_8_stops_nothing() -> None:
    done = process("outline", SAMPLE, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    assert b"Alliance Arguing" in done.stdout


def test_standard_input(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done = process("outline", "-", "--format", "json", stdin=WORDS.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    made = json.loads(done.stdout)
    assert made["article"]["source"] == "-"
    assert made["article"]["text"].strip() == WORDS.strip()
    assert process(stdin=WORDS.encode()).stdout, "what is piped in is read without being asked for"
    one_line_naming(process("outline", "-", stdin=b"").stderr.decode(), "-: it is empty")


# Wrong use, unreadable input


def made(path: Path, kind: str) -> str:
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes({"binary": bytes(range(256)) * 20, "empty": b"", "blank": b" \n\n\t "}[kind])
    return str(path)


@pytest.mark.parametrize("command", [("outline",), ("outline", "--format", "json"), ("export", "--format", "csv"), ()])
@pytest.mark.parametrize("kind", ["missing", "folder", "binary", "empty", "blank"])
def test_what_cannot_be_read_is_one_line(run: Any, tmp_path: Path, command: tuple[str, ...], kind: str) -> None:
    name = made(tmp_path / f"{kind}-thing.txt", kind)
    code, out, err = run(*command, name)
    assert (code, out) == (2, "")
    one_line_naming(err, f"{kind}-thing.txt")


def test_a_file_that_may_not_be_read(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(WORDS)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    code, out, err = run("outline", str(path))
    assert (code, out) == (2, "")
    one_line_naming(err, "secret.txt")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("outline",), "FILE"),
        (("outline", SAMPLE, "--format", "smoke"), "smoke"),
        (("outline", SAMPLE, "--role", "villain"), "villain"),
        (("outline", SAMPLE, "--theme", "villains"), "villains"),
        (("outline", SAMPLE, "--as", "smoke"), "smoke"),
        (("outline", SAMPLE, "--nonsense"), "--nonsense"),
        (("outline", SAMPLE, "--format", "brat"), "-o"),
        (("export", SAMPLE), "--format"),
        (("export", SAMPLE, OTHER, "--format", "csv", "-o", "/nowhere/x"), "/nowhere/x"),
        (("export", SAMPLE, "--format", "csv", "-o", "/nowhere/x.csv"), "/nowhere/x.csv"),
        (("notes",), "no file"),
        (("import", SAMPLE, "/nowhere/notes.json"), "/nowhere/notes.json"),
        (("library", "burn"), "burn"),
        (("library", "path", "--no-library"), "--no-library"),
        (("--width", "wide", SAMPLE), "wide"),
        (("outline", "bad\x1b]0;x\x07name\n.txt"), "name"),
    ],
    ids=lambda value: " ".join(value).replace(str(ROOT), ".")[:40] if isinstance(value, tuple) else None,
)
def test_wrong_use_is_one_line(run: Any, words: tuple[str, ...], named: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    one_line_naming(err, named)
    assert "\x1b" not in err and "\x07" not in err


def test_one_bad_file_among_good_ones(run: Any, tmp_path: Path) -> None:
    code, out, err = run("outline", "--format", "json", SAMPLE, str(tmp_path / "gone.md"))
    assert code == 2
    one_line_naming(err, "gone.md")
    assert all(json.loads(line) for line in out.splitlines())


def test_help_and_version(run: Any) -> None:
    assert run("--version") == (0, f"natotui {natotui.__version__}\n", "")
    code, out, err = run("--help")
    assert (code, err) == (0, "") and "outline" in out
    for command in COMMANDS[1:]:
        code, out, err = run(command, "--help")
        assert (code, err) == (0, "") and "--no-library" in out


def test_a_file_that_is_called_like_a_command(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outline").write_text(WORDS)
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("outline")
    assert code == 0 and "bridge" in out


def test_as_overrides_the_kind(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("# One\n\n" + WORDS)
    formats = {
        kind: json.loads(run("outline", str(path), "--format", "json", *words)[1])["article"]
        for kind, words in {"text": ("--as", "text"), "markdown": ("--as", "markdown")}.items()
    }
    assert "# One" in formats["text"]["text"] and "# One" not in formats["markdown"]["text"]


def test_a_folder_is_the_files_in_it(run: Any, tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.md", "c.zip"):
        (tmp_path / name).write_text(WORDS)
    code, out, _ = run("outline", "--format", "json", str(tmp_path))
    assert code == 0
    assert [Path(json.loads(line)["article"]["source"]).name for line in out.splitlines()] == ["a.txt", "b.md"]


@pytest.mark.parametrize(
    "words",
    [[], ["a.md"], ["-"], ["a.md", "b.md", "--no-library"], ["--mouse", "--sidecar", "a.md"], ["--no-library", "-"]],
    ids=" ".join,
)
def test_plain_words_mean_what_the_parser_makes_of_them(words: list[str]) -> None:
    from natotui.cli import _only_files
    from natotui.options import parser

    assert vars(_only_files(words)) == vars(parser("read").parse_args(words))


@pytest.mark.parametrize("words", [["--", "-a"], ["--width", "70", "a"], ["--no-lib", "a"], ["--help"], ["a", "-x"]])
def test_other_words_are_left_to_the_parser(words: list[str]) -> None:
    from natotui.cli import _only_files

    assert _only_files(words) is None
