"""The README's generated parts are what the code makes now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("part", ["keys", "formats out"])
def test_a_generated_part_is_up_to_date(part: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    made = module("readme")
    assert made.filled(readme, part, made.parts()[part]) == readme, "python tests/readme.py makes it anew"


async def test_the_picture_shows_the_screen_as_it_is() -> None:
    made = module("picture")
    shown = await made.screenshot()
    assert shown == made.PICTURE.read_text(encoding="utf-8"), "python tests/picture.py makes it anew"


def test_the_first_screen_has_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("```sh\n") == 2
    assert readme.split("```sh\n")[2].splitlines()[0].endswith("-m pytest -n 2")
    assert readme[: readme.index("![")].count("\n") < 25
