"""What all tests share: a home of their own, and the shared folder where it exists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time, and no limit on time: a slow machine is no fault of the code.
settings.register_profile("natotui", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("natotui")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees or touches the person's own settings and library."""
    home = tmp_path / "home"
    monkeypatch.setenv("NATOTUI_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("NATOTUI_DATA_HOME", str(home / "data"))
    for name in ("NO_COLOR", "COLORFGBG", "NATOTUI_ASCII"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return home


@pytest.fixture
def nato() -> Path:
    """The article that the project was asked to serve first; it is not part of the project."""
    path = ROOT.parent / "shared" / "seeds" / "nato-crisis.txt"
    if not path.is_file():
        pytest.skip("../shared/seeds/nato-crisis.txt is not here")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The program in this process: exit code, standard output, standard error; whatever the terminal of the tests."""
    from natotui import cli

    monkeypatch.setenv("COLUMNS", "80")

    def runner(*words: str) -> tuple[int, str, str]:
        try:
            code = cli.main(words)
        except SystemExit as left:  # argparse's --help and --version
            code = int(left.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return runner
