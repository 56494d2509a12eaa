"""The README's picture: the real screen on a bundled article, as SVG. ``python tests/picture.py`` makes it anew."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "tests" / "pictures" / "reading.svg"
SIZE = (110, 32)


async def screenshot() -> str:
    """The reader after a few keys: a theme, its first counterpoint, why it is one."""
    from natotui.article.load import load
    from natotui.config import Settings
    from natotui.screen.app import NatotuiApp

    article = load(str(ROOT / "seeds" / "transport" / "county-bus-franchising.md"))
    app = NatotuiApp(article, Settings(palette="dark", author="reader"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("t", "x", "w")
        await pilot.pause()
        svg = app.export_screenshot(title="natotui")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # the fonts would be fetched from elsewhere
    return re.sub(r"terminal-\d+", "terminal", svg)


def made() -> str:
    """The same, for a test."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"NATOTUI_CONFIG_HOME": home, "NATOTUI_DATA_HOME": home, "TERM": "xterm-256color",
                       "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor"}
        os.environ.pop("NO_COLOR", None)
        return asyncio.run(screenshot())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(made(), encoding="utf-8")
    print(PICTURE)
