"""Export -> import into an empty library -> export gives the same file; what is another tool's comes in as notes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_documents import nasty, noted, trams
from hypothesis import given, settings
from hypothesis import strategies as st

from natotui.article.model import Article, Blocks
from natotui.errors import NatotuiError
from natotui.exchange.document import Document
from natotui.exchange.formats import FORMATS, told_by
from natotui.exchange.utf16 import Utf16
from natotui.notes.library import Library
from natotui.notes.model import Note

LOADED = [name for name, each in FORMATS.items() if each.loads]


def round_trip(name: str, document: Document, path: Path) -> tuple[str, str]:
    """What is written, and what is written again after an import into an empty library."""
    form = FORMATS[name]
    first = form.dump(document)
    with Library.open(path) as library:
        imported = form.load(first.text, document.article, first.beside.get(".txt", ""))
        assert imported.lost == {}
        added, known, _ = library.take(document.article, imported.notes)
        assert (added, known) == (len(document.notes), 0)
        again = form.dump(replace(document, notes=tuple(library.notes(document.article))))
        assert library.take(document.article, imported.notes)[:2] == (0, len(document.notes))
    return first.text, again.text


@pytest.mark.parametrize("name", LOADED)
@pytest.mark.parametrize("make", [trams, nasty])
def test_the_same_file_comes_back(name: str, make: object, tmp_path: Path) -> None:
    assert callable(make)
    first, again = round_trip(name, noted(make()), tmp_path / "library.db")
    assert first == again


def by_id(notes: Iterable[Note]) -> dict[str, Note]:
    """Notes by id; what stands around no words at all is of no account."""
    return {note.id: note if note.anchor.quote else replace(note, anchor=replace(note.anchor, prefix="", suffix=""))
            for note in notes}


@pytest.mark.parametrize("name", LOADED)
def test_a_lost_note_is_kept_and_said_to_be_lost(name: str) -> None:
    document = noted(trams())
    dumped = FORMATS[name].dump(document)
    imported = FORMATS[name].load(dumped.text, document.article, dumped.beside.get(".txt", ""))
    lost = [each.note.body for each in imported.placed if each.status == "lost"]
    assert lost == ["Lost but kept."]
    assert by_id(imported.notes) == by_id(each.note for each in document.notes)


@pytest.mark.parametrize("name", LOADED)
def test_notes_are_found_again_in_a_changed_article(name: str) -> None:
    document = noted(trams())
    dumped = FORMATS[name].dump(document)
    text = "A new first sentence. " + document.article.text
    changed = Article(text, Blocks(), source="sample.txt", title="Tram article")
    placed = FORMATS[name].load(dumped.text, changed, dumped.beside.get(".txt", "")).placed
    question = next(each for each in placed if each.note.kind == "question")
    assert text[question.start:question.end] == "In Lyon the cost fell 12"
    assert question.status in ("found", "moved")


@pytest.mark.parametrize("name", LOADED)
def test_the_format_is_told_by_its_content(name: str) -> None:
    dumped = FORMATS[name].dump(noted(trams()))
    told = told_by(dumped.text, "notes")
    assert told.name == {"sidecar": "w3c"}.get(name, name)


def test_what_is_in_no_format_is_refused() -> None:
    for text in ("", "hello", "{}", "[1, 2]", "<html>"):
        with pytest.raises(NatotuiError):
            told_by(text, "notes.txt")


@pytest.mark.parametrize("name", LOADED)
@pytest.mark.parametrize("text", ["", "nonsense", "{", "[" * 100_000, '{"annotations": 3}',
                                  '{"natotui": "1", "notes": 7}',
                                  '{"annotations": [null, 1, {"id": 3}], "natotui": 1}', "T1\tClaim x y\tz",
                                  '[{"type": "Annotation", "id": 7, "target": {"selector": {"refinedBy": []}}}]',
                                  "\x00", "#1\tNatotui T1\t{\"at\": [1]}"])
def test_a_broken_file_ends_in_one_fault_or_in_lost(name: str, text: str) -> None:
    try:
        imported = FORMATS[name].load(text, trams().article)
    except NatotuiError as fault:
        assert "\n" not in str(fault)
    else:
        assert imported.notes == ()


@pytest.mark.parametrize("name", LOADED)
def test_what_would_act_on_a_terminal_is_taken_out(name: str) -> None:
    document = noted(trams())
    evil = [replace(each, note=replace(each.note, body="\x1b]52;c;eA==\x07", author="\x9bA", tags=("\x1b[1m",)))
            for each in document.notes if each.note.kind == "comment"]
    dumped = FORMATS[name].dump(replace(document, notes=tuple(evil)))
    for note in FORMATS[name].load(dumped.text, document.article, dumped.beside.get(".txt", "")).notes:
        assert not any(each in repr(note.as_dict()) for each in ("\\x1b", "\\x07", "\\x9b"))


def test_a_hypothesis_export_of_another_hand() -> None:
    text = trams().article.text
    start = Utf16(text).units(text.index("buses"))
    given_ = {"export_userid": "acct:bo@example.org", "annotations": [
        {"id": "a1", "created": "2026-01-01T00:00:00+00:00", "updated": "2026-01-02T00:00:00+00:00", "text": "Hm.",
         "user": "acct:bo@example.org", "tags": ["x"], "target": [{"source": "https://e.org", "selector": [
             {"type": "RangeSelector"}, {"type": "TextPositionSelector", "start": start, "end": start + 8},
             {"type": "TextQuoteSelector", "exact": "buses 🚌", "prefix": "say that ", "suffix": " are more"}]}]},
        {"id": "a2", "text": "", "tags": ["Counterpoint"], "user": "acct:bo@example.org", "target": [{"selector": [
            {"type": "TextQuoteSelector", "exact": "Lyon is denser than we are."}]}]},
        {"id": "a3", "text": "A reply", "target": [{"source": "x"}]}]}
    imported = FORMATS["hypothesis"].load(json.dumps(given_), trams().article)
    comment, role = imported.notes
    assert (comment.kind, comment.body, comment.author, comment.tags) == ("comment", "Hm.", "bo", ("x",))
    assert text[imported.placed[0].start:imported.placed[0].end] == "buses 🚌"
    assert (role.kind, role.data) == ("role", {"role": "counterpoint"})
    assert sum(imported.lost.values()) == 1


def test_what_was_changed_in_brat_comes_back_as_corrections() -> None:
    document = noted(trams())
    dumped = FORMATS["brat"].dump(document)
    lines = dumped.text.splitlines()
    lines[lines.index("T2\tClaim 35 66\tTrams lower the cost per rider.")] = \
        "T2\tCounterpoint 35 66\tTrams lower the cost per rider."
    lines += ["R99\tattacks Arg1:T7 Arg2:T1", "T99\tEvidence 205 214\tline was d",
              "#99\tAnnotatorNotes T99\tOld\u00a0map", "E1\tEvent:T1", "T98\tIrony 68 71\tIn "]
    article = document.article
    known = {each.note.id for each in document.notes}
    imported = FORMATS["brat"].load("\n".join(lines), article, dumped.beside[".txt"])
    new = [note for note in imported.notes if note.id not in known]
    assert [(note.kind, note.data.get("role"), note.body, note.tags) for note in new] == [
        ("role", "counterpoint", "", ()), ("add", "evidence", "", ()), ("comment", None, "Old map", ()),
        ("highlight", None, "", ("Irony",)), ("relation", None, "", ())]
    relation = new[-1]
    assert relation.anchor.quote.startswith("The line") and relation.target and "tram" in relation.target.quote
    assert imported.lost == {"events": 1}
    assert [note.id for note in FORMATS["brat"].load("\n".join(lines), article).notes] == \
        [note.id for note in imported.notes]


def test_a_comment_changed_in_brat_is_taken_as_changed() -> None:
    document = noted(trams())
    dumped = FORMATS["brat"].dump(document)
    changed = dumped.text.replace("\tWho says so? 🚌\n", "\tWho, when?\n")
    notes = FORMATS["brat"].load(changed, document.article, dumped.beside[".txt"]).notes
    assert [note.body for note in notes if note.kind == "question"] == ["Who, when?"]


@pytest.mark.parametrize("name", LOADED)
def test_an_article_without_notes_goes_out_and_back(name: str) -> None:
    document = trams()
    dumped = FORMATS[name].dump(document)
    imported = FORMATS[name].load(dumped.text, document.article, dumped.beside.get(".txt", ""))
    assert (imported.placed, imported.lost) == ((), {})
    assert told_by("[]", "article.md.notes.jsonld").name == "sidecar"


def test_w3c_takes_a_list_a_page_and_annotations_one_after_the_other() -> None:
    document = noted(trams())
    collection = json.loads(FORMATS["w3c"].dump(document).text)
    items = [each for each in collection["first"]["items"] if each["natotui:kind"] != "unit"]
    wholes = ["\n".join(map(json.dumps, items)), json.dumps(items), json.dumps(collection["first"]),
              json.dumps({"@graph": items})]
    for text in wholes:
        assert len(FORMATS["w3c"].load(text, document.article).notes) == len(document.notes)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.data())
def test_utf16_offsets_go_and_come_back(text: str, data: st.DataObject) -> None:
    utf16 = Utf16(text)
    offset = data.draw(st.integers(0, len(text)))
    units = utf16.units(offset)
    assert units == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert utf16.points(units) == offset
