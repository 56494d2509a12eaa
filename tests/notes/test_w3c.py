"""Notes as W3C annotations, and the sidecar made of them."""

from __future__ import annotations

import json
import os
import string
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notes_help import TEXT, article, note

from natotui.errors import NatotuiError
from natotui.notes import sidecar
from natotui.notes.anchoring import anchor
from natotui.notes.library import Library
from natotui.notes.model import KINDS, Anchor, Note, changed, new_note
from natotui.notes.w3c import from_annotation, to_annotation

PEERS = Path(__file__).resolve().parents[3] / "shared" / "peers" / "w3c"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
HEX = st.text("0123456789abcdef", min_size=32, max_size=32)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """Any note that could be in a library."""
    kind = draw(st.sampled_from(KINDS))
    quote = "" if kind in ("rename-theme", "merge-theme") else draw(WORDS.filter(bool))
    data: dict[str, Any] = draw(st.dictionaries(
        st.sampled_from(["role", "theme", "label", "relation", "state", "suggested", "later"]),
        st.one_of(WORDS, st.booleans(), st.integers(0, 9)), max_size=4))
    if kind in ("relation", "bounds", "split", "join"):
        start = draw(st.integers(0, 99))
        data["target"] = Anchor(start, start + len(quote), quote, draw(WORDS), "", "sha256:1", 0).as_dict()
    start = draw(st.integers(0, 10**6)) if quote else 0
    mark = Anchor(start, start + len(quote), quote, draw(WORDS), draw(WORDS), "sha256:1",
                  draw(st.integers(-1, 5))) if quote else Anchor(0, 0, "", fingerprint="sha256:1")
    ident = draw(st.one_of(HEX, WORDS.filter(bool), st.just("https://example.org/a#1")))
    tags = draw(st.lists(st.text(string.ascii_letters, min_size=1, max_size=5), max_size=3, unique=True))
    body = draw(WORDS) if kind in ("comment", "question") else ""
    return new_note("sha256:1", kind, mark, body, tags=tags, author=draw(WORDS), data=data, ident=ident)


@given(notes())
def test_there_and_back_is_the_same_note(one: Note) -> None:
    annotation = json.loads(json.dumps(to_annotation(one)))
    assert from_annotation(annotation) == one
    assert to_annotation(from_annotation(annotation)) == annotation


@given(st.lists(notes(), max_size=6, unique_by=lambda one: one.id))
def test_a_sidecar_there_and_back_is_the_same(several: list[Note]) -> None:
    text = sidecar.dumps(several)
    assert {one.id: one for one in sidecar.loads(text)} == {one.id: one for one in several}
    assert sidecar.dumps(reversed(several)) == text
    assert sidecar.dumps(sidecar.loads(text)) == text


def every_kind() -> list[Note]:
    owner = article()
    target = anchor(TEXT, 50, 70, owner.fingerprint).as_dict()
    made = [new_note(owner.fingerprint, kind, anchor(TEXT, 4, 19, owner.fingerprint), body, tags=tags, author=author,
                     data=data, ident=f"{number:032x}", time="2026-01-01T00:00:00.000Z")
            for number, (kind, body, tags, author, data) in enumerate(
                (kind, body, tags, author, data) for kind in KINDS for body, tags, author, data in (
                    ("", (), "", {}),
                    ("words", ("one",), "Ana", {"role": "claim", "theme": "Costs", "label": "Price"}),
                    ("", ("one", "two"), "Ana", {"target": target, "relation": "attacks", "suggested": True})))]
    return [*made, new_note(owner.fingerprint, "rename-theme", Anchor(0, 0, ""), data={"theme": "a", "label": "b"})]


def test_the_working_groups_schemas_pass() -> None:
    if not PEERS.is_dir():
        pytest.skip("../shared/peers/w3c is not here")
    pytest.importorskip("jsonschema")
    sys.path.insert(0, str(PEERS))
    from check import failures

    for one in every_kind():
        assert failures(to_annotation(one)) == [], one.kind


def test_json_ld_keeps_every_property() -> None:
    if not PEERS.is_dir():
        pytest.skip("../shared/peers/w3c is not here")
    jsonld = pytest.importorskip("pyld").jsonld
    context = json.loads((PEERS / "anno.jsonld").read_text(encoding="utf-8"))

    def load(url: str, options: object) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": context}

    for one in every_kind():
        annotation = to_annotation(one)
        expanded = jsonld.expand(annotation, {"documentLoader": load})
        compacted = jsonld.compact(expanded, annotation["@context"], {"documentLoader": load})
        assert compacted == annotation, one.kind


def test_what_another_tool_wrote() -> None:
    made = from_annotation({
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://example.org/1", "type": "Annotation",
        "motivation": ["classifying", "commenting"], "created": "2026-01-01T00:00:00Z",
        "creator": {"type": "Person", "name": "Ana"},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "costs"},
                 {"type": "TextualBody", "purpose": "commenting", "value": "Needs a source."}],
        "target": {"source": "https://example.org/a", "selector": [
            {"type": "TextQuoteSelector", "exact": "Trams", "prefix": "x" * 99, "suffix": " lower"},
            {"type": "TextPositionSelector", "start": 120, "end": 125}]}}, "sha256:2")
    assert made == Note("https://example.org/1", "sha256:2", "comment",
                        Anchor(120, 125, "Trams", "x" * 32, " lower"), "Needs a source.", ("costs",), "Ana",
                        "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")


@pytest.mark.parametrize(("annotation", "kind"), [
    ({"motivation": "highlighting"}, "highlight"), ({"motivation": "questioning"}, "question"),
    ({"motivation": "bookmarking"}, "star"), ({"bodyValue": "said"}, "comment"), ({"body": "said"}, "comment"),
    ({"body": {"type": "TextualBody", "value": "claim", "purpose": "classifying"}}, "role"),
    ({"body": {"type": "TextualBody", "value": "x", "purpose": "tagging"}}, "highlight"), ({}, "highlight")])
def test_the_kind_of_another_tools_annotation(annotation: dict[str, Any], kind: str) -> None:
    made = from_annotation({"id": "urn:x:1", "type": "Annotation", **annotation,
                            "target": {"source": "urn:x", "selector": {"type": "TextQuoteSelector", "exact": "a"}}})
    assert made.kind == kind


def test_a_position_alone_takes_its_words_from_the_text() -> None:
    made = from_annotation({"id": "urn:x:1", "type": "Annotation", "target": {"source": "urn:x", "selector": {
        "type": "FragmentSelector", "refinedBy": {"type": "TextPositionSelector", "start": 4, "end": 11}}}}, text=TEXT)
    assert made.anchor.quote == "council"


@pytest.mark.parametrize("broken", [
    {}, {"type": "Annotation"}, {"type": "Annotation", "id": 3, "target": "urn:x"},
    {"type": "Page", "id": "urn:x:1", "target": "urn:x"},
    {"type": "Annotation", "id": "urn:x:1", "target": {"selector": {"type": "TextPositionSelector",
                                                                    "start": 1, "end": 5}}}])
def test_what_is_no_annotation_of_words_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"it|its"):
        from_annotation(broken)


@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9)),
                    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(
                        st.sampled_from(["id", "type", "target", "selector", "body", "value", "purpose", "creator",
                                         "exact", "start", "end", "natotui:kind", "refinedBy", "source"]),
                        inner, max_size=6)), max_leaves=20))
def test_anything_is_read_or_refused(content: Any) -> None:
    if isinstance(content, dict):
        try:
            from_annotation({"type": "Annotation", **content}, text=TEXT)
        except ValueError:
            return


def test_a_sidecar_is_a_block_an_annotation_in_the_order_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "bus.txt.notes.jsonld"
    owner = article()
    sidecar.write(path, [note(owner, "riders"), note(owner, "council"), note(owner, "nurses")])
    text = path.read_text(encoding="utf-8")
    assert [each["target"]["selector"][0]["exact"] for each in json.loads(text)] == ["council", "nurses", "riders"]
    assert text.count("\n},\n\n{\n") == 2
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert sidecar.beside("/a/bus.txt") == Path("/a/bus.txt.notes.jsonld")
    assert sidecar.beside("-") is sidecar.beside("https://example.org/a") is sidecar.beside("") is None


def test_a_sidecar_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bus.txt.notes.jsonld"
    owner = article()
    sidecar.write(path, [note(owner, "council")])
    before = path.read_bytes()

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NatotuiError, match=r"not saved: .*No space left"):
        sidecar.write(path, [note(owner, "nurses")])
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(("text", "match"), [
    ("{}", "no list"), ("[1]", "no list"), ("nonsense", "Expecting"), ("[" * 100_000, "recursion|nested|Expecting"),
    ('[\n<<<<<<< ours\n{}\n]', "open merge, line 2"), ('[{"type": "Annotation"}]', "annotation 1")])
def test_a_broken_sidecar_is_named(tmp_path: Path, text: str, match: str) -> None:
    path = tmp_path / "bus.txt.notes.jsonld"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NatotuiError, match=match) as caught:
        sidecar.read(path)
    assert str(path) in str(caught.value)


def test_no_sidecar_no_notes(tmp_path: Path) -> None:
    path = tmp_path / "none.notes.jsonld"
    assert sidecar.read(path) == []
    with Library.open(None) as library:
        sidecar.save(library, article(), path)
    assert not path.exists()


def at(one: Note, day: int, **fields: Any) -> Note:
    return replace(one, modified=f"2026-01-{day:02}T00:00:00.000Z", **fields)


def test_two_peoples_sidecars_merge_without_loss() -> None:
    owner = article()
    both, mine, theirs, gone = (note(owner, word, "comment", "first", time="2026-01-01T00:00:00.000Z")
                                for word in ("council", "nurses", "riders", "Lyon"))
    changed_here, changed_there = at(both, 2, body="here"), at(both, 3, body="there")
    merged, lines = sidecar.merge([both, mine, gone], [changed_there, theirs])
    assert {one.body for one in merged if one.id == both.id} == {"there"}
    assert {one.id for one in merged} == {both.id, mine.id, theirs.id, gone.id}
    assert lines == []
    merged, lines = sidecar.merge([changed_here], [changed_there])
    assert {one.body for one in merged} == {"here", "there"}
    assert len(lines) == 1
    conflict = next(one for one in merged if one.id != both.id)
    assert conflict.data["conflict"] == both.id
    assert conflict.body == "here", "the newer state keeps the id"
    mirrored, _ = sidecar.merge([changed_there], [changed_here])
    assert {one.id: one for one in mirrored} == {one.id: one for one in merged}
    again, _ = sidecar.merge(merged, mirrored)
    assert len(again) == 2, "merging again adds nothing"
    merged, lines = sidecar.merge([changed_here, mine], [both, gone], base=[both, mine, gone])
    assert (merged, lines) == ([changed_here], [])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=5),
       st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=5))
def test_no_state_that_only_one_side_has_is_lost(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> None:
    first = [note(article(), "council", "comment", "first", ident=f"{number}", time="2026-01-01T00:00:00.000Z")
             for number in range(4)]
    sides = [{number: at(first[number], day, body=f"{side}{day}") for number, day in states}
             for side, states in (("a", ours), ("b", theirs))]
    merged, _ = sidecar.merge(sides[0].values(), sides[1].values())
    bodies = {one.body for one in merged}
    for side, other in (sides, sides[::-1]):
        for number, one in side.items():
            gave_way = number in other and one.modified == one.created
            assert one.body in bodies or gave_way
    assert len({one.id for one in merged}) == len(merged)


def test_sync_brings_a_colleagues_notes_in_and_ours_out(tmp_path: Path) -> None:
    owner = article()
    path = tmp_path / "bus.txt.notes.jsonld"
    with Library.open(None) as mine, Library.open(None) as theirs:
        one = mine.add(note(owner, "council", "comment", "mine"))
        theirs.add(note(owner, "nurses"))
        sidecar.save(theirs, owner, path)
        assert sidecar.sync(mine, owner, path) == (1, 0, 0)
        assert sidecar.sync(theirs, owner, path) == (1, 1, 0)
        theirs.change(changed(one, body="theirs now"))
        sidecar.save(theirs, owner, path)
        assert sidecar.sync(mine, owner, path) == (1, 1, 0)
        assert mine.note(one.id) == theirs.note(one.id)
        mine.delete(one.id)
        sidecar.sync(mine, owner, path)
        assert [each.anchor.quote for each in sidecar.read(path)] == ["nurses"]
