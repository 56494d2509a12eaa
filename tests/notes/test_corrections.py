"""Notes as corrections for the engine, and as changes of themes."""

from __future__ import annotations

import pytest
from notes_help import TEXT, article

from natotui.argument.corrections import Correction
from natotui.argument.model import Outline, Part, Theme, Unit
from natotui.notes.anchoring import anchor
from natotui.notes.corrections import corrections
from natotui.notes.library import Library
from natotui.notes.model import NoteKind, Placed, new_note
from natotui.notes.themes import laid_over

OWNER = article()


def placed(kind: NoteKind, start: int, end: int, time: str = "1", target: tuple[int, int] | None = None,
           status: str = "found", **data: object) -> Placed:
    if target:
        data["target"] = anchor(TEXT, *target, OWNER.fingerprint).as_dict()
    made = new_note(OWNER.fingerprint, kind, anchor(TEXT, start, end, OWNER.fingerprint), data=data, time=time)
    return Placed(made, status, start, end, target=target)  # type: ignore[arg-type]


@pytest.mark.parametrize(("note", "expected"), [
    (placed("role", 0, 9, role="claim"), Correction(0, 9, "role", role="claim")),
    (placed("role", 0, 9, role="nonsense"), None),
    (placed("role", 0, 9), None),
    (placed("bounds", 0, 9, target=(0, 20)), Correction(0, 9, "bounds", target=(0, 20))),
    (placed("join", 0, 9, target=(12, 20)), Correction(0, 9, "bounds", target=(0, 20))),
    (placed("join", 12, 20, target=(0, 9)), Correction(12, 20, "bounds", target=(0, 20))),
    (placed("split", 0, 20, target=(9, 20), role="evidence"), Correction(9, 20, "add", role="evidence")),
    (placed("theme", 0, 9, theme="Costs"), Correction(0, 9, "theme", theme="Costs")),
    (placed("theme", 0, 9, theme=" "), None),
    (placed("relation", 0, 9, target=(12, 20), relation="attacks"),
     Correction(0, 9, "relation", target=(12, 20), relation="attacks")),
    (placed("relation", 0, 9, target=(12, 20), relation="likes"), None),
    (placed("relation", 0, 9, relation="attacks"), None),
    (placed("add", 0, 9, role="rebuttal"), Correction(0, 9, "add", role="rebuttal")),
    (placed("reject", 0, 9), Correction(0, 9, "reject")),
    (placed("reject", 0, 9, status="lost"), None),
    (placed("reject", 0, 9, status="moved"), Correction(0, 9, "reject")),
    (placed("highlight", 0, 9, role="claim"), None),
    (placed("accept", 0, 9, state="accepted", role="claim"), None),
    (placed("rename-theme", 0, 0, theme="a", label="b"), None),
])
def test_each_kind(note: Placed, expected: Correction | None) -> None:
    assert corrections([note], OWNER) == ((expected,) if expected else ())


def test_they_come_in_the_order_in_which_they_were_made() -> None:
    made = corrections([placed("reject", 0, 9, "2026-02-01"), placed("add", 20, 30, "2026-01-01"),
                        placed("role", 10, 19, "2026-03-01", role="claim")], OWNER)
    assert [each.kind for each in made] == ["add", "reject", "role"]


def test_they_follow_their_words_through_the_library() -> None:
    later = article("One more sentence. " + TEXT)
    with Library.open(None) as library:
        library.remember(OWNER, 0)
        library.add(placed("relation", 0, 41, target=(42, 79), relation="supports").note)
        library.adopt(library.candidates(later)[0], later)
        (made,) = corrections(library.notes(later), later)
    shift = len("One more sentence. ")
    assert (made.start, made.end, made.target) == (shift, shift + 41, (shift + 42, shift + 79))


UNITS = tuple(Unit(f"u{number}", number * 10, number * 10 + 9, "claim", 1, (theme,))
              for number, theme in enumerate(("costs", "riders", "costs", "safety")))
OUTLINE = Outline(UNITS, (), (Theme("costs", "Costs", ("u0", "u2")), Theme("riders", "Who rides", ("u1",)),
                              Theme("safety", "Safety", ("u3",))), (Part("1", 0, 40, ("costs", "riders", "safety")),))


def themed(*notes: Placed) -> dict[str, tuple[str, ...]]:
    outline = laid_over(OUTLINE, notes)
    for theme in outline.themes:
        assert all(theme.id in unit.themes for unit in outline.units if unit.id in theme.units)
    known = {theme.id for theme in outline.themes}
    assert all(set(unit.themes) <= known for unit in outline.units)
    assert all(set(part.themes) <= known for part in outline.parts)
    return {theme.label: theme.units for theme in outline.themes}


def test_themes_are_renamed_merged_and_added() -> None:
    assert themed() == {"Costs": ("u0", "u2"), "Who rides": ("u1",), "Safety": ("u3",)}
    assert themed(placed("rename-theme", 0, 0, theme="costs", label=" The  price "))["The price"] == ("u0", "u2")
    assert themed(placed("merge-theme", 0, 0, theme="Who rides", label="COSTS")) == {
        "Costs": ("u0", "u1", "u2"), "Safety": ("u3",)}
    assert themed(placed("add-theme", 0, 0, label="Night"))["Night"] == ()
    assert themed(placed("add-theme", 0, 0, label="safety")) == themed()


def test_theme_changes_follow_each_other() -> None:
    assert themed(placed("rename-theme", 0, 0, "1", theme="Costs", label="Price"),
                  placed("merge-theme", 0, 0, "2", theme="Safety", label="Price")) == {
        "Price": ("u0", "u2", "u3"), "Who rides": ("u1",)}
    assert themed(placed("rename-theme", 0, 0, theme="Costs", label="Who rides")) == {
        "Who rides": ("u0", "u1", "u2"), "Safety": ("u3",)}


@pytest.mark.parametrize("data", [{"theme": "none", "label": "x"}, {"theme": "Costs"}, {"theme": "Costs", "label": ""},
                                  {"theme": 3, "label": "x"}, {"theme": "Costs", "label": 4}, {"label": "x"},
                                  {"theme": "Costs", "label": "costs"}])
@pytest.mark.parametrize("kind", ["rename-theme", "merge-theme"])
def test_what_makes_no_sense_changes_no_theme(kind: NoteKind, data: dict[str, object]) -> None:
    labels = {label.casefold() for label in themed(placed(kind, 0, 0, **data))}
    assert labels == {"costs", "who rides", "safety"}
