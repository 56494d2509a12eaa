"""What is shipped: the wheel holds themes, seeds and data, and works from where it is unpacked."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from importlib.util import find_spec
from pathlib import Path

import pytest

import natotui
from natotui import resources

ROOT = Path(__file__).resolve().parents[1]


def shipped(folder: Path) -> set[str]:
    """The files below ``folder`` that belong to the project."""
    return {
        path.relative_to(folder.parent).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from this checkout."""
    if not (ROOT / "pyproject.toml").is_file() or find_spec("build") is None:
        pytest.skip("no checkout, or the package build is not installed")
    out = tmp_path_factory.mktemp("wheel")
    # Where the build backend is here, no other environment has to be made (and none fetched).
    isolation = ["--no-isolation"] if find_spec("hatchling") else []
    command = [sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.glob("*.whl")
    return zipfile.ZipFile(made)


@pytest.fixture(scope="module")
def unpacked(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files where pip would put them."""
    folder = tmp_path_factory.mktemp("site")
    wheel.extractall(folder)
    return folder


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python with the unpacked wheel before the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, cwd=site, env=environment, timeout=60, check=False
    )


def test_the_wheel_holds_all_that_the_checkout_has(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    code = shipped(ROOT / "natotui")
    extra = {f"natotui/{name}" for folder in ("themes", "seeds") for name in shipped(ROOT / folder)}
    assert sorted((code | extra) - names) == [], "missing from the wheel"
    assert sorted(names - code - extra) == [], "in the wheel, and nowhere in the checkout"
    assert not any(name.startswith(("tests/", "themes/", "seeds/")) for name in names)


def test_data_files_are_among_them(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {"natotui/argument/data/cues.toml", "natotui/argument/data/weights.json"} <= names
    assert len([name for name in names if name.startswith("natotui/themes/palettes/")]) >= 4
    assert len([name for name in names if name.startswith("natotui/themes/topics/")]) >= 5
    assert "natotui/seeds/security/nato-crisis.md" in names


def test_its_metadata(wheel: zipfile.ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    data = Parser().parsestr(wheel.read(name).decode())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert data["Name"] == "natotui"
    assert data["Version"] == natotui.__version__
    assert data["Requires-Python"] == project["requires-python"]
    assert data["License-Expression"] == "MIT"
    core = [each for each in data.get_all("Requires-Dist") or [] if "extra" not in each]
    assert len(core) == len(project["dependencies"])
    scripts = wheel.read(name.replace("METADATA", "entry_points.txt")).decode()
    assert "natotui = natotui.cli:main" in scripts
    assert any(each.endswith("licenses/LICENSE") for each in wheel.namelist())


def test_resources_are_found_in_the_wheel(unpacked: Path) -> None:
    script = "from natotui import resources as r; print(r.topics(), r.palettes(), len(r.samples()), sep='\\n')"
    done = run(unpacked, "-c", script)
    assert done.returncode == 0, done.stderr
    topics, palettes, samples = done.stdout.splitlines()
    assert Path(topics) == unpacked / "natotui" / "themes" / "topics"
    assert Path(palettes) == unpacked / "natotui" / "themes" / "palettes"
    assert int(samples) == len(resources.samples())


def test_the_wheel_works(unpacked: Path) -> None:
    sample = unpacked / "natotui" / "seeds" / "security" / "nato-crisis.md"
    done = run(unpacked, "-m", "natotui", "outline", "--format", "json", str(sample), "--no-library")
    assert done.returncode == 0, done.stderr
    assert '"role": "claim"' in done.stdout
    done = run(unpacked, "-m", "natotui", "check", "--no-library")
    assert (done.returncode, done.stdout) == (0, "no problems found\n"), done.stdout + done.stderr


def test_resources_are_found_in_the_checkout() -> None:
    assert resources.topics() == ROOT / "themes" / "topics"
    assert resources.folder("seeds") == ROOT / "seeds"
    assert all(path.suffix == ".md" for path in resources.samples())
    with pytest.raises(FileNotFoundError):
        resources.folder("nothing")


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "natotui/__init__.py"
    done = run(ROOT, "-m", "natotui", "--version")
    assert done.stdout == f"natotui {natotui.__version__}\n"
