"""What the tests of the screen share; makes the helpers beside them importable."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from natotui.argument.model import Outline
from natotui.article.model import Article
from natotui.notes import overlay

sys.path.insert(0, str(Path(__file__).parent))
import screen_driving as driving

# No test asserts a time, of itself or of the making of its examples.
settings.register_profile("natotui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("natotui")


@pytest.fixture
def bridge() -> Article:
    """The small article of these tests."""
    return driving.article()


@pytest.fixture
def engine(bridge: Article, monkeypatch: pytest.MonkeyPatch) -> Outline:
    """An engine that always finds this outline in it: keys are tested here, not roles."""
    made = driving.outline(bridge)
    monkeypatch.setattr(overlay, "outlined", driving.fixed(made))
    return made
