"""The whole path as a person takes it: open, jump, search, quit, open again at the same place; keys typed ahead."""

from __future__ import annotations

from pathlib import Path

import pytest
from pty_program import ARTICLE, Program, Start, kept_notes


@pytest.mark.parametrize("which", ["bundled", "first"])
def test_read_jump_search_quit_and_come_back(start: Start, which: str, request: pytest.FixtureRequest) -> None:
    article: Path = ARTICLE if which == "bundled" else request.getfixturevalue("nato")
    program = start(article).ready()
    program.type("3").shows("theme 3 of")
    program.type("/NATO\r").until(lambda: " of " in program.status and "theme" not in program.status, "the hits")
    program.rest()
    place, row = program.status.split("%")[0], next(row for row in program.rows() if row.startswith("▌"))
    assert program.quit() == 0
    program.assert_restored()

    again = start(article).ready()
    assert again.status.split("%")[0] == place
    assert next(row for row in again.rows() if row.startswith("▌"))[5:40] == row[5:40]
    assert again.quit() == 0


def test_hits_leave_all_other_words_as_they_were(reader: Program) -> None:
    before = reader.rows()[:-2]
    reader.type("/maneuvers\r").shows("1 of 1")
    reader.rest()
    words = [row[5:48].strip() for row in before]
    assert [row[5:48].strip() for row in reader.rows()[:-2]] == words


def test_keys_typed_ahead_are_all_obeyed(reader: Program) -> None:
    reader.type("/NATO\rn").shows("3 of 5")
    reader.type("\x1b").rest()
    reader.type("gjaa first thought\rjjha second one\r:50%\r")
    reader.until(lambda: "51%" in reader.status or "50%" in reader.status or "52%" in reader.status, "the middle")
    assert reader.quit() == 0
    bodies = sorted(note["body"] for note in kept_notes(reader.home))
    assert bodies == ["", " second one", "a first thought"]


def test_many_keys_at_once(reader: Program) -> None:
    reader.key("g")
    for _ in range(3):
        reader.key("j")
    one_by_one = reader.status
    reader.key("G")
    assert reader.status != one_by_one
    # Many keys at once may be followed by a while without a byte, which is no rest: the end is waited for.
    reader.type("g" + "j" * 120 + "k" * 40 + "g" + "jjj")
    reader.until(lambda: reader.status == one_by_one, "the same place")
    reader.rest()
    assert reader.status == one_by_one
