"""The library as the screen uses it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from notes_help import TEXT, article, named, note

from natotui.errors import NatotuiError
from natotui.notes.anchoring import anchor
from natotui.notes.library import Library
from natotui.notes.model import KINDS, Note, changed, later, new_note


@pytest.fixture(params=["file", "nowhere"])
def library(request: pytest.FixtureRequest, path: Path) -> Library:
    return Library.open(path if request.param == "file" else None)


def test_a_note_is_there_after_opening_again(path: Path) -> None:
    text = article()
    kept = note(text, "close the night bus", "comment", "why?", tags=["#transport", "night  bus"], author="Ana",
                data={"role": "claim", "theme": "Night bus"})
    with Library.open(path) as library:
        library.add(kept)
    with Library.open(path) as library:
        assert library.problems == []
        assert library.keeps
        (placed,) = library.notes(article())
    assert placed.note == kept
    assert placed.note.tags == ("transport", "night bus")
    assert (placed.status, text.text[placed.start:placed.end]) == ("found", "close the night bus")


def test_nowhere_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    with Library.open(None) as library:
        assert not library.keeps
        assert library.path is None
        library.add(note(article(), "nurses"))
        assert len(library.notes(article())) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    Library.open(path).close()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_kept_with_its_data(kind: str) -> None:
    text = article()
    target = anchor(TEXT, 10, 30, text.fingerprint)
    kept = new_note(text.fingerprint, kind, anchor(TEXT, 0, 9, text.fingerprint),  # type: ignore[arg-type]
                    data={"target": target.as_dict(), "role": "claim", "relation": "attacks", "suggested": True})
    with Library.open(None) as library:
        library.add(kept)
        (placed,) = library.notes(text)
    assert placed.note == kept
    assert placed.target == (10, 30)


def test_place_is_kept_and_found_again_in_a_changed_text(library: Library) -> None:
    before = article()
    at = TEXT.index("Critics")
    assert library.place(before) is None
    library.remember(before, at)
    assert library.place(before) == at
    after = article("A new first sentence stands here. " + TEXT)
    assert library.place(after) is None
    (record,) = library.candidates(after)
    library.adopt(record, after)
    assert library.place(after) == after.text.index("Critics")
    assert library.place(before) == at


def test_recent_lists_the_last_opened_first_whatever_the_clock_says(library: Library,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(["2030-01-01T00:00:00.000Z", "2020-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"])
    monkeypatch.setattr("natotui.notes.records.now", lambda: next(times))
    for name in ("one", "two", "three"):
        library.remember(article(f"{name} {TEXT}", f"/{name}", name), 0)
    assert [record.title for record in library.recent()] == ["three", "two", "one"]
    assert [record.title for record in library.recent(1)] == ["three"]


def test_recent_counts_notes_and_place(library: Library) -> None:
    text = article()
    library.remember(text, len(TEXT) // 2)
    library.add(note(text, "nurses"))
    library.add(note(text, "riders", "accept"))
    (record,) = library.recent()
    assert record.notes == 1, "a mark of proofreading is no note"
    assert 49 < record.place < 51
    assert record.fingerprint == text.fingerprint


def test_forget_keeps_the_notes(library: Library) -> None:
    text = article()
    library.remember(text, 5)
    library.add(note(text, "nurses"))
    library.forget(text.fingerprint)
    assert library.recent() == []
    assert library.place(text) is None
    assert len(library.notes(text)) == 1


def test_the_same_words_under_another_path_are_the_same_article(library: Library) -> None:
    library.remember(article(source="/a"), 7)
    library.add(note(article(source="/a"), "nurses"))
    moved = article(source="/somewhere/else")
    assert len(library.notes(moved)) == 1
    assert library.place(moved) == 7
    library.remember(moved, 8)
    assert [record.source for record in library.recent()] == ["/somewhere/else"]


def test_candidates_share_source_or_title_and_never_the_text(library: Library) -> None:
    library.remember(article("by source", "/articles/bus.txt", "Other"), 0)
    library.remember(article("by title", "/elsewhere", "The night bus"), 0)
    library.remember(article("neither", "/third", "Third"), 0)
    library.remember(article(), 0)
    assert [record.title for record in library.candidates(article())] == ["Other", "The night bus"]
    assert library.candidates(article("new words", "-", "")) == []


def test_adopting_joins_what_both_records_had(library: Library) -> None:
    before, after = article(), article(TEXT.replace("Lyon", "Nantes"))
    library.add(note(before, "nurses"))
    library.remember(before, 3)
    library.add(note(after, "bakers"))
    library.adopt(library.candidates(after)[0], after)
    assert {placed.note.anchor.quote for placed in library.notes(after)} == {"nurses", "bakers"}
    assert {placed.note.article for placed in library.notes(after)} == {after.fingerprint}
    assert named(library.undo(after)) == "highlight"
    assert [placed.note.anchor.quote for placed in library.notes(before)] == ["nurses"]


def test_where_words_moved_is_remembered_and_searchable(path: Path) -> None:
    before = article()
    words = TEXT.replace("few people ride it", "few people still ride it")
    after = article(words.replace("The council wants", "They want"))
    with Library.open(path) as library:
        library.remember(before, 0)
        library.add(note(before, "few people ride it"))
        library.add(note(before, "The council wants to close the night bus."))
        library.adopt(library.candidates(after)[0], after)
        first = library.notes(after)
    with Library.open(path) as library:
        assert library.notes(after) == first
        assert [placed.status for placed in first] == ["moved", "moved"]
        assert after.text[first[1].start:first[1].end] == "few people still ride it"
        assert len(library.search(status="moved")) == 2
        assert library.search(status="lost") == []


def test_reattaching_a_lost_note_is_undoable(library: Library) -> None:
    before, after = article(), article("Nothing of it is left; other words are here now.", title="The night bus")
    library.add(note(before, "nurses, bakers, cleaners"))
    library.remember(before, 0)
    library.adopt(library.candidates(after)[0], after)
    (placed,) = library.notes(after)
    assert placed.status == "lost"
    assert 0 <= placed.start == placed.end <= len(after.text)
    library.reattach(placed.note.id, anchor(after.text, 0, 7, after.fingerprint))
    (placed,) = library.notes(after)
    assert (placed.status, placed.start, placed.end) == ("found", 0, 7)
    assert named(library.undo(after)) == "new place of highlight"
    assert library.notes(after)[0].status == "lost"


def test_steps_are_undone_as_one_and_all_or_nothing(library: Library) -> None:
    text = article()
    with library.step(text, "merged themes"):
        library.add(note(text, "nurses"))
        library.add(note(text, "bakers"))
    assert named(library.undo(text)) == "merged themes"
    assert library.notes(text) == []
    assert named(library.redo(text)) == "merged themes"
    assert len(library.notes(text)) == 2
    with pytest.raises(ZeroDivisionError), library.step(text, "half"):
        library.add(note(text, "cleaners"))
        raise ZeroDivisionError
    assert len(library.notes(text)) == 2
    assert named(library.undo(text)) == "merged themes"


def test_a_change_is_newer_even_when_the_clock_went_back(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    text = article()
    first = library.add(note(text, "nurses", "comment", "one"))
    monkeypatch.setattr("natotui.notes.model.now", lambda: "1999-01-01T00:00:00.000Z")
    second = library.change(changed(first, body="two"))
    assert second.modified > first.modified
    third = library.change(replace(second, body="three"))
    assert third.modified > second.modified
    assert library.notes(text)[0].note.body == "three"


def test_later_keeps_what_is_no_time() -> None:
    assert later("2026-01-01T00:00:00Z") == "2026-01-01T00:00:00.001Z"
    assert later("yesterday") == "yesterday"


def test_wrong_ids_are_refused(library: Library) -> None:
    text = article()
    one = library.add(note(text, "nurses"))
    for act in (lambda: library.add(one), lambda: library.delete("nobody"),
                lambda: library.change(replace(one, id="nobody"))):
        with pytest.raises(NatotuiError, match="not saved"):
            act()
    assert len(library.notes(text)) == 1
    assert library.note(one.id) == one
    assert library.note("nobody") is None


def test_two_sessions_see_each_other(path: Path) -> None:
    text = article()
    with Library.open(path) as one, Library.open(path) as two:
        before = two.version(text)
        kept = one.add(note(text, "nurses"))
        assert two.version(text) != before
        assert [placed.note for placed in two.notes(text)] == [kept]
        before = one.version(text)
        assert named(two.undo(text)) == "highlight"
        assert one.version(text) != before
        assert one.notes(text) == []


SEARCHES: list[tuple[dict[str, str], set[str]]] = [
    ({}, {"a", "b", "c"}),
    ({"text": "night"}, {"a"}),
    ({"text": "NIGH clo"}, {"a"}),
    ({"text": "cafe"}, {"b"}),
    ({"text": "trans"}, {"a"}),
    ({"text": '" OR * NEAR('}, set()),
    ({"text": "!?"}, set()),
    ({"kind": "star"}, {"c"}),
    ({"tag": "transport"}, {"a"}),
    ({"role": "claim"}, {"a"}),
    ({"theme": "Costs"}, {"b"}),
    ({"author": "Ana", "kind": "comment"}, {"b"}),
    ({"status": "found"}, {"a", "b", "c"}),
    ({"status": "lost"}, set()),
]


@pytest.mark.parametrize(("asked", "expected"), SEARCHES)
@pytest.mark.parametrize("index", [True, False])
def test_search(asked: dict[str, str], expected: set[str], index: bool) -> None:
    text, other = article(), article("Other words in another article.")
    with Library.open(None) as library:
        library._index.available = index
        library.add(note(text, "close the night bus", tags=["transport"], data={"role": "claim"}, ident="a"))
        library.add(note(text, "nurses", "comment", "In the café?", author="Ana", data={"theme": "Costs"}, ident="b"))
        library.add(note(other, "Other words", "star", ident="c"))
        if not index and asked.get("text") == "cafe":
            expected = set()
        assert {hit.note.id for hit in library.search(**asked)} == expected
        assert {hit.note.id for hit in library.search(article=text.fingerprint, **asked)} == expected - {"c"}


def test_search_follows_changes_and_limits(library: Library) -> None:
    text = article()
    one = library.add(note(text, "nurses", "comment", "alpha"))
    library.add(note(text, "bakers", "comment", "alpha too"))
    library.change(changed(one, body="beta"))
    assert [hit.note.body for hit in library.search("alpha")] == ["alpha too"]
    assert [hit.note.body for hit in library.search("beta")] == ["beta"]
    library.undo(text)
    assert len(library.search("alpha")) == 2
    assert len(library.search("alpha", limit=1)) == 1


def test_an_index_that_was_not_kept_is_made_anew(path: Path) -> None:
    text = article()
    with Library.open(path) as library:
        library._index.available = False
        library.add(note(text, "nurses", "comment", "written where there is no index"))
    with Library.open(path) as library:
        assert library._index.available
        assert len(library.search("written")) == 1


def test_halves_of_characters_are_kept(path: Path) -> None:
    text = article("Broken \ud800 letters here.", "/broken\udcff/name", "Half \udc00")
    kept = note(text, "\ud800 letters", "comment", "so \ud800", tags=["t\ud800"], author="A\udcff")
    with Library.open(path) as library:
        library.remember(text, 8)
        library.add(kept)
        library.cache_outline(text.fingerprint, "1", '"\ud800"')
    with Library.open(path) as library:
        assert [placed.note for placed in library.notes(text)] == [kept]
        assert library.place(text) == 8
        assert library.cached_outline(text.fingerprint, "1") == '"\ud800"'
        assert len(library.search("letters", author="A\udcff", tag="t\ud800")) == 1
        assert named(library.undo(text)) == "comment"
        assert library.candidates(article("New", "/broken\udcff/name"))


def test_tags_by_use(library: Library) -> None:
    text = article()
    library.add(note(text, "nurses", tags=["rare", "often"]))
    second = library.add(note(text, "bakers", tags=["often"]))
    assert library.tags() == ["often", "rare"]
    library.delete(second.id)
    assert library.tags() == ["often", "rare"]
    library.undo(text)
    library.undo(text)
    library.undo(text)
    assert library.tags() == []


def test_outlines_are_kept_by_engine_and_the_oldest_make_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("natotui.notes.outlines.LIMIT", 1000)
    with Library.open(path) as library:
        articles = [article(f"{number} {TEXT}") for number in range(4)]
        for text in articles:
            library.remember(text, 0)
        library.remember(articles[0], 0)
        for number, text in enumerate(articles):
            library.cache_outline(text.fingerprint, "1", bytes(range(256)).hex()[number:] )
        kept = [library.cached_outline(text.fingerprint, "1") is not None for text in articles]
        assert kept[3]
        assert kept.count(True) < 4
        assert library.cached_outline(articles[3].fingerprint, "2") is None
        library.cache_outline(articles[3].fingerprint, "2", "new")
        assert library.cached_outline(articles[3].fingerprint, "1") is None
        assert library.cached_outline(articles[3].fingerprint, "2") == "new"
        library.cache_outline("sha256:huge", "1", "".join(chr(32 + n * n % 5000) for n in range(9000)))
        assert library.cached_outline("sha256:huge", "1") is None


def test_import_knows_notes_by_id_and_by_what_they_say(library: Library) -> None:
    text = article()
    one = library.add(note(text, "nurses", "comment", "who?"))
    same = replace(note(text, "nurses", "comment", "who?"), id="other")
    new = note(text, "bakers")
    gone = new_note("", "comment", anchor("No such words at all.", 0, 13), "lost")
    assert library.take(text, [one, same, new, gone]) == (2, 2, 1)
    assert library.take(text, [one, same, new, gone]) == (0, 4, 0)
    assert named(library.undo(text)) == "import"
    assert [placed.note for placed in library.notes(text)] == [one]


def test_import_takes_the_newer_state_and_keeps_both_of_a_conflict(library: Library) -> None:
    text = article()
    one = library.add(note(text, "nurses", "comment", "first", time="2026-01-01T00:00:00.000Z"))
    newer = replace(one, body="newer", modified="2026-01-02T00:00:00.000Z")
    assert library.take(text, [newer]) == (1, 0, 0)
    assert library.take(text, [one]) == (0, 1, 0), "an earlier state of ours is nothing new"
    unknown = replace(one, body="theirs", modified="2026-01-01T12:00:00.000Z")
    assert library.take(text, [unknown]) == (1, 0, 0)
    assert library.take(text, [unknown]) == (0, 1, 0)
    found: dict[str, Note] = {placed.note.body: placed.note for placed in library.notes(text)}
    assert set(found) == {"newer", "theirs"}
    assert found["theirs"].data["conflict"] == one.id


def test_a_deleted_note_comes_back_by_import_not_by_sync(library: Library) -> None:
    text = article()
    one = library.add(note(text, "nurses"))
    library.delete(one.id)
    assert library.take(text, [one], revive=False) == (0, 1, 0)
    assert library.take(text, [one]) == (1, 0, 0)
