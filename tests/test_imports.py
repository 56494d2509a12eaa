"""What is loaded when: a command that opens no screen loads no Textual, a text file no library for web pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = str(ROOT / "seeds" / "security" / "nato-crisis.md")
HEAVY = (
    "textual",
    "trafilatura",
    "lxml",
    "httpx",
    "mammoth",
    "pypdfium2",
    "striprtf",
    "feedparser",
    "rapidfuzz",
    "sklearn",
    "scipy",
    "numpy",
    "pygments",
)
SCRIPT = """
import sys
from natotui.cli import main
try:
    code = main(sys.argv[2:])
except SystemExit as left:
    code = left.code
loaded = [name for name in sys.argv[1].split(",") if name in sys.modules]
print("LOADED", ",".join(loaded), file=sys.stderr)
sys.exit(code)
"""


def run(*words: str, tmp_path: Path, stdin: str = "") -> tuple[subprocess.CompletedProcess[str], str]:
    """The program in a process of its own; with it, which of ``HEAVY`` it had loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, ",".join(HEAVY), *words],
        capture_output=True,
        text=True,
        input=stdin,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )
    *_, last = done.stderr.splitlines()
    return done, last.removeprefix("LOADED ").strip()


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        ("outline", "--help"),
        ("outline", SAMPLE),
        ("outline", "--format", "json", SAMPLE),
        ("export", SAMPLE, "--format", "argdown"),
        ("notes", "--all"),
        ("check",),
        ("library", "path"),
        (SAMPLE,),
    ],
    ids=lambda words: " ".join(words).replace(SAMPLE, "FILE"),
)
def test_commands_load_no_screen_and_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    done, loaded = run(*words, tmp_path=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout or "no library yet" in done.stderr
    assert loaded == ""


def test_a_text_file_needs_no_reader_of_other_formats(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The bridge must stay closed. Engineers counted forty cracks in it.\n")
    done, loaded = run("outline", "--format", "json", str(path), tmp_path=tmp_path)
    assert done.returncode == 0, done.stderr
    assert loaded == ""


def test_help_loads_no_room_at_all(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom natotui.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit: pass\n"
        "print(*[name for name in sys.modules if name.startswith('natotui.')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    rooms = {name.split(".")[1] for name in done.stderr.split()}
    assert rooms <= {"cli", "errors", "options"}


def test_the_rooms_are_entered_one_way() -> None:
    pytest.importorskip("importlinter.cli", reason="import-linter is not installed")
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
