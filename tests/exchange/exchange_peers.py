"""The tools whose own parsers our files are held against. Missing ones skip a test, or fail it.

``NATOTUI_PEERS`` names the folder with their npm packages (default: ``tests/.peers``); ``NATOTUI_REQUIRE_PEERS=1``
makes a missing peer a failure.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
PACKAGES = Path(os.environ.get("NATOTUI_PEERS") or HERE.parent / ".peers")
SHARED = HERE.parents[1].parent / "shared" / "peers"


def missing(reason: str) -> None:
    """Skip, or fail where peers are required."""
    if os.environ.get("NATOTUI_REQUIRE_PEERS") == "1":
        pytest.fail(f"required here: {reason}")
    pytest.skip(reason)


def program(name: str) -> str:
    """The path of a program."""
    path = shutil.which(name)
    if not path:
        missing(f"{name} is not installed")
    return str(path)


def module(name: str) -> ModuleType:
    """A Python package."""
    try:
        return importlib.import_module(name)
    except ImportError:
        missing(f"the package {name} is not installed")
        raise


def run(arguments: list[str], text: str) -> str:
    """What a program prints when it is given ``text``; it must succeed."""
    done = subprocess.run(arguments, input=text.encode(), capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[:2000]
    return done.stdout.decode()


def node(script: str, package: str, text: str) -> Any:
    """What one of the scripts beside this file makes of ``text``, with an npm package."""
    if not (PACKAGES / "node_modules" / package).is_dir():
        missing(f"the npm package {package} is not in {PACKAGES}")
    return json.loads(run([program("node"), str(HERE / "peers" / script), str(PACKAGES)], text))


def shared(path: str) -> Path:
    """A file of the peers' own suites, which lie beside a checkout and are no part of it."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"../shared/peers/{path} is not there")
    return found
