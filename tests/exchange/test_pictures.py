"""The argument map: nothing overlaps, no words leave their box, and a browser agrees."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from itertools import combinations
from pathlib import Path

import exchange_peers as peers
import pytest
from exchange_documents import all_gold, gold, nasty, noted, trams

from natotui.exchange.document import Document
from natotui.exchange.forest import Forest
from natotui.exchange.formats import FORMATS
from natotui.exchange.layout import PAD, Map, arrange, measure
from natotui.exchange.svg import picture
from natotui.exchange.words import one_line

LARGE = sorted(all_gold(), key=lambda name: len(gold(name).outline.units))[-4:]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def crossings(made: Map) -> list[str]:
    """Boxes that overlap, leave the picture, or are crossed by the line of another."""
    found = []
    for one, other in combinations(made.boxes, 2):
        if one.x < other.x + other.width and other.x < one.x + one.width and \
                one.y < other.y + other.height and other.y < one.y + one.height:
            found.append(f"{one.unit.id} overlaps {other.unit.id}")
    for box in made.boxes:
        if box.x < 0 or box.y < 0 or box.x + box.width > made.width or box.y + box.height > made.height:
            found.append(f"{box.unit.id} leaves the picture")
        for line in made.lines:
            for (x, y), (right, bottom) in zip(line.points, line.points[1:], strict=False):
                if min(x, right) < box.x + box.width - 0.5 and max(x, right) > box.x + 0.5 and \
                        min(y, bottom) < box.y + box.height - 0.5 and max(y, bottom) > box.y + 0.5:
                    found.append(f"a line crosses {box.unit.id}")
    return found


@pytest.mark.parametrize("name", all_gold()[::4] + LARGE)
def test_no_box_overlaps_another_and_no_line_crosses_one(name: str) -> None:
    document = gold(name)
    made = arrange(document)
    argued = [unit for unit in document.outline.units if unit.role != "background"]
    assert Counter(box.unit.id for box in made.boxes) == Counter(unit.id for unit in argued)
    assert crossings(made) == []
    alone = sum(branch.depth == 1 for branch in Forest(document.outline).whole()) < 2
    assert alone or made.height < 2.2 * made.width + 400, "a single branch has one column, however long it is"


def test_every_relation_of_the_tree_is_a_line() -> None:
    made = arrange(trams())
    assert Counter(line.type for line in made.lines) == {"supports": 2, "attacks": 2, "undercuts": 1}
    top = min(made.boxes, key=lambda box: box.y)
    assert top.unit.role == "thesis"


@pytest.mark.parametrize("make", [trams, nasty])
def test_lines_of_text_fit_their_boxes(make: object) -> None:
    assert callable(make)
    for box in arrange(make()).boxes:
        assert all(measure(line) <= box.width - 2 * PAD for line in box.lines)
        assert "…" in box.lines[-1] or "".join(box.lines).replace(" ", "") == one_line(box.words).replace(" ", "")


def browser(arguments: list[str], page: Path, home: Path) -> str:
    """What headless Chromium prints."""
    done = subprocess.run([peers.program("chromium"), *FLAGS, f"--user-data-dir={home}", *arguments, page.as_uri()],
                          capture_output=True, timeout=180)
    return done.stdout.decode(errors="replace")


MEASURE = """<script>
const found = [];
document.querySelectorAll('svg.map g').forEach((group) => {
  const box = group.querySelector('.box');
  if (!box) return;
  const outer = box.getBBox();
  group.querySelectorAll('text').forEach((text) => {
    const inner = text.getBBox();
    if (inner.x + inner.width > outer.x + outer.width + 0.5 || inner.y + inner.height > outer.y + outer.height + 2)
      found.push(text.textContent);
  });
});
document.body.dataset.found = JSON.stringify(found);
document.body.dataset.wide = document.documentElement.scrollWidth;
</script>"""


@pytest.mark.parametrize("name", ["nasty", *LARGE[-2:]])
def test_in_a_browser_the_words_stay_in_their_boxes(name: str, tmp_path: Path) -> None:
    document: Document = nasty() if name == "nasty" else gold(name)
    page = tmp_path / "page.html"
    drawn = FORMATS["svg"].dump(document).text.split("?>", 1)[1]
    page.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body>{drawn}{MEASURE}</body>', encoding="utf-8")
    shown = browser(["--dump-dom"], page, tmp_path / "home")
    found = re.search(r'data-found="([^"]*)"', shown)
    assert found and json.loads(found[1].replace("&quot;", '"')) == []


@pytest.mark.parametrize("width", [360, 1400])
def test_the_page_fits_the_window(width: int, tmp_path: Path) -> None:
    """No sideways scrolling of the page: a wide map scrolls in its frame."""
    page = tmp_path / "page.html"
    inner = tmp_path / "inner.html"
    inner.write_text(FORMATS["html"].dump(noted(gold(LARGE[0]))).text, encoding="utf-8")
    # The page's policy lets no script run in it, so a frame of the wanted width is measured from outside.
    page.write_text('<!DOCTYPE html><body><iframe id="f" src="inner.html" '
                    f'style="width:{width}px;height:900px;border:0"></iframe>'
                    '<script>onload = () => { const d = document.getElementById("f").contentDocument;'
                    'document.body.dataset.wide = d.documentElement.scrollWidth + " " + '
                    'd.querySelectorAll(".unit").length + " " + getComputedStyle(d.querySelector("h1")).fontWeight; }'
                    '</script></body>', encoding="utf-8")
    shown = browser(["--allow-file-access-from-files", "--dump-dom"], page, tmp_path / "home")
    found = re.search(r'data-wide="(\d+) (\d+) (\d+)"', shown)
    assert found and int(found[1]) <= width and int(found[2]) > 20 and found[3] == "700"


def test_the_picture_inside_the_page_has_links_and_no_style_of_its_own() -> None:
    document = trams()
    drawn = picture(document, {unit.id: f"#{unit.id}" for unit in document.outline.units})
    assert drawn.count("<a href=") == 6 and "<style" not in drawn
