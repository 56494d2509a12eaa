"""The whole way from Article to Outline."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from natotui.argument.analyse import Correction, analyse, analyse_part, parts
from natotui.argument.gaps import gaps
from natotui.argument.model import ROLES, Outline
from natotui.article.model import Article, Blocks

PARAGRAPHS = (
    "The town has argued about its old swimming pool for ten years. The building opened in 1962 and leaks.",
    "The council should repair the pool and keep it open. Children who learn to swim early drown less often. According "
    "to a study by the county, 40 percent of pupils could not swim in 2019.",
    "Critics say that the repair costs too much money. They argue that the sports hall would serve more people.",
    "But that argument is wrong. The hall stands empty three days a week, because nobody heats it.",
    "Although a new pool would be cheaper to run, it would not be built before 2035.",
    "Therefore the town must decide now. The pool is worth its price.")


def article(*paragraphs: str) -> Article:
    blocks, text = Blocks(), ""
    for each in paragraphs:
        text += "\n\n" if text else ""
        blocks.append("paragraph", len(text), len(text) + len(each))
        text += each
    return Article(text, blocks, title="Should the town keep its pool?")


def sound(made: Article, outline: Outline) -> None:
    """What holds of every outline."""
    at = 0
    ids = [unit.id for unit in outline.units]
    assert len(set(ids)) == len(ids)
    themes = {theme.id for theme in outline.themes}
    for unit in outline.units:
        assert at <= unit.start < unit.end <= len(made.text)
        assert unit.role in ROLES and 0 <= unit.confidence <= 1
        assert len(unit.themes) == 1 and unit.themes[0] in themes
        assert all(0 <= cue.start <= cue.end <= len(made.text) and cue.why for cue in unit.cues)
        at = unit.end
    roles = {unit.id: unit.role for unit in outline.units}
    parent = {}
    for relation in outline.relations:
        assert relation.source in roles and relation.target in roles and relation.source not in parent
        assert roles[relation.source] not in ("thesis", "background")
        parent[relation.source] = relation.target
    for start in parent:
        seen = set()
        while start in parent:
            assert start not in seen
            seen.add(start)
            start = parent[start]
    assert [unit for theme in outline.themes for unit in theme.units] and \
        sorted(unit for theme in outline.themes for unit in theme.units) == sorted(ids) if ids else not outline.themes


def unit_with(made: Article, outline: Outline, words: str):
    start = made.text.index(words)
    return next(unit for unit in outline.units if unit.start <= start < unit.end)


def test_a_plain_argument_is_understood() -> None:
    made = article(*PARAGRAPHS)
    outline = analyse(made, packs=())
    sound(made, outline)
    assert outline.kind == "argument"
    assert unit_with(made, outline, "Critics say").role == "counterpoint"
    assert unit_with(made, outline, "Critics say").speaker == "Critics"
    assert unit_with(made, outline, "But that argument").role == "rebuttal"
    assert unit_with(made, outline, "According to a study").role == "evidence"
    assert unit_with(made, outline, "The council should repair").role in ("thesis", "claim")


def test_an_answer_attacks_the_objection_across_paragraphs() -> None:
    made = article(*PARAGRAPHS)
    outline = analyse(made, packs=())
    answer = unit_with(made, outline, "But that argument")
    relation = next(each for each in outline.relations if each.source == answer.id)
    target = next(unit for unit in outline.units if unit.id == relation.target)
    assert relation.type == "attacks" and target.role == "counterpoint"


def test_cues_tell_the_words_that_moved_the_score() -> None:
    made = article(*PARAGRAPHS)
    told = unit_with(made, analyse(made, packs=()), "Critics say").cues
    assert any(made.text[cue.start:cue.end].startswith("Critics") and "opponents" in cue.why for cue in told)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=200), max_size=6),
       st.randoms(use_true_random=False))
def test_any_text_gives_a_sound_outline(texts: list[str], random) -> None:
    pool = [*texts, *PARAGRAPHS]
    made = article(*(random.choice(pool).replace("\n", " ") or "x" for _ in range(random.randint(1, 7))))
    outline = analyse(made, packs=(), insist=True)
    sound(made, outline)
    assert outline == analyse(made, packs=(), insist=True)


def test_a_book_is_analysed_by_parts_with_unique_ids() -> None:
    made = article(*PARAGRAPHS * 160)
    outline = analyse(made, packs=())
    assert len(outline.parts) == len(parts(made)) > 1
    sound(made, outline)
    second = parts(made)[1]
    alone = analyse_part(made, second, packs=())
    assert alone.units and set(alone.units) <= set(outline.units)
    assert set(outline.parts[1].themes) == {theme.id for theme in alone.themes}


def test_gaps_are_claims_without_evidence_and_objections_without_answer() -> None:
    made = article("The park should stay as it is. Critics say that the park is too expensive for the town.")
    outline = analyse(made, packs=())
    objection = unit_with(made, outline, "Critics say")
    assert objection.role == "counterpoint" and objection.id in gaps(outline)


def correct(made: Article, words: str, **what) -> tuple[Outline, str]:
    start = made.text.index(words)
    outline = analyse(made, packs=(), corrections=[Correction(start, start + len(words), **what)])
    sound(made, outline)
    return outline, words


def test_a_corrected_role_moves_what_hangs_on_it() -> None:
    made = article(*PARAGRAPHS)
    outline, words = correct(made, "The building opened in 1962 and leaks.", kind="role", role="counterpoint")
    unit = unit_with(made, outline, words)
    assert unit.role == "counterpoint" and unit.confidence == 1
    assert any(relation.source == unit.id for relation in outline.relations)
    assert unit.cues[0].why == "you said so"


def test_a_corrected_relation_is_kept_and_closes_no_circle() -> None:
    made = article(*PARAGRAPHS)
    target = made.text.index("The pool is worth its price")
    outline, words = correct(made, "According to a study", kind="relation", target=(target, target + 10),
                             relation="supports")
    relation = next(each for each in outline.relations if each.source == unit_with(made, outline, words).id)
    assert relation.target == unit_with(made, outline, "The pool is worth").id and relation.confidence == 1


def test_a_corrected_theme_is_a_theme() -> None:
    made = article(*PARAGRAPHS)
    outline, words = correct(made, "The hall stands empty", kind="theme", theme="Empty halls")
    theme = next(each for each in outline.themes if each.label == "Empty halls")
    assert unit_with(made, outline, words).themes == (theme.id,)


def test_rejected_words_are_no_unit_and_added_ones_are() -> None:
    made = article(*PARAGRAPHS)
    outline, words = correct(made, "The building opened in 1962 and leaks.", kind="reject")
    start = made.text.index(words)
    assert all(unit.end <= start or unit.start >= start + len(words) for unit in outline.units)
    outline, words = correct(made, "opened in 1962", kind="add", role="evidence")
    assert made.text[unit_with(made, outline, words).start:].startswith("opened in 1962")


def test_corrected_bounds_cut_the_neighbours() -> None:
    made = article(*PARAGRAPHS)
    start = made.text.index("But that argument")
    end = made.text.index("three days a week")
    outline, _ = correct(made, "But that argument", kind="bounds", target=(start, end))
    assert any((unit.start, unit.end) == (start, end) for unit in outline.units)


def test_corrections_of_words_that_are_gone_change_nothing() -> None:
    made = article(*PARAGRAPHS)
    beyond = len(made.text) + 5
    gone = [Correction(beyond, beyond + 4, kind="reject")]
    assert analyse(made, packs=(), corrections=gone) == analyse(made, packs=())


def test_a_text_without_blanks_is_read() -> None:
    """Such a text is cut by length, and a cut within its one token leaves a clause without words."""
    text = "x" * 4_000 + ". " + "y" * 4_000
    assert analyse(article(text), insist=True).units
