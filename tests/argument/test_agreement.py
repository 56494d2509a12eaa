"""Agreement of two layers: the measures on cases worked out by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natotui import resources
from natotui.argument import gold
from natotui.argument.agreement import (
    Comparison,
    added,
    b_cubed,
    cohens_kappa,
    compare,
    compare_folder,
    confusion,
    interval,
    main,
    table,
)

SEEDS = resources.folder("seeds")
LABELS = st.sampled_from(["claim", "evidence", "background"])


def test_kappa_by_hand() -> None:
    """Cohen's example of two by two: 20 and 15 agreed of 50, chance one half."""
    pairs = Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_kappa_at_its_ends() -> None:
    assert cohens_kappa(Counter({("a", "a"): 3, ("b", "b"): 4})) == 1
    assert cohens_kappa(Counter({("a", "a"): 1, ("a", "b"): 1, ("b", "a"): 1, ("b", "b"): 1})) == pytest.approx(0)
    assert cohens_kappa(Counter({("a", "a"): 9})) == 1
    assert cohens_kappa(Counter()) == 1


def test_b_cubed_by_hand() -> None:
    """Four items, together in the first layer, two and two in the second."""
    count, precision, recall = b_cubed([("a", "x"), ("a", "x"), ("a", "y"), ("a", "y")])
    assert (count, precision, recall) == (4, pytest.approx(4), pytest.approx(2))


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=40))
def test_the_measures_stay_in_their_range_and_are_even_handed(pairs: list[tuple[str, str]]) -> None:
    turned = [(other, one) for one, other in pairs]
    assert cohens_kappa(Counter(pairs)) == pytest.approx(cohens_kappa(Counter(turned)))
    assert -1 <= cohens_kappa(Counter(pairs)) <= 1
    count, precision, recall = b_cubed(pairs)
    assert 0 < precision <= count + 1e-9 and 0 < recall <= count + 1e-9
    assert b_cubed(turned)[1:] == pytest.approx((recall, precision))


def layer(folder: Path, name: str, units: list[tuple[str, str, str, str]]) -> gold.Gold:
    """An outline from (quote, role, theme, relation) where a relation is "supports u1" or empty."""
    lines = ['title = "T"', '[[theme]]\nid = "a"\nlabel = "A"', '[[theme]]\nid = "b"\nlabel = "B"']
    for number, (quote, role, theme, relation) in enumerate(units, 1):
        lines.append(f'[[unit]]\nid = "u{number}"\nquote = "{quote}"\nrole = "{role}"\ntheme = "{theme}"')
        if relation:
            kind, target = relation.split()
            lines.append(f'{kind} = "{target}"')
    (folder / "x.md").write_text("# T\n\nOne two three four. Five six seven eight. Nine ten.\n", encoding="utf-8")
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return gold.read(path)


FIRST = [("One two three four.", "claim", "a", ""), ("Five six seven eight.", "evidence", "a", "supports u1"),
         ("Nine ten.", "counterpoint", "b", "attacks u1")]


def test_a_layer_agrees_with_itself(tmp_path: Path) -> None:
    one = layer(tmp_path, "x.outline.toml", FIRST)
    found = compare(one, one)
    assert (found.kappa, found.agreed, found.relation_f1, found.b_cubed) == (1, 1, 1, 1)
    assert found.roles == {("claim", "claim"): 4, ("evidence", "evidence"): 4, ("counterpoint", "counterpoint"): 2}


def test_a_sentence_cut_in_two(tmp_path: Path) -> None:
    """Words count, not units; the half that is most of a sentence stands for it in relations."""
    one = layer(tmp_path, "x.outline.toml", FIRST)
    other = layer(tmp_path, "x.second.toml", [
        ("One two three four.", "claim", "b", ""), ("Five", "background", "b", ""),
        ("six seven eight.", "evidence", "b", "supports u1"), ("Nine ten.", "counterpoint", "a", "supports u1")])
    found = compare(one, other)
    assert found.agreed == pytest.approx(9 / 10)
    assert found.b_cubed == 1
    assert found.relations == (1, 2, 2)
    assert found.relation_f1 == pytest.approx(0.5)


def test_a_half_is_not_the_same_unit(tmp_path: Path) -> None:
    one = layer(tmp_path, "x.outline.toml", FIRST)
    other = layer(tmp_path, "x.second.toml", [
        ("One two three four.", "claim", "a", ""), ("Five six", "evidence", "a", "supports u1"),
        ("seven eight.", "evidence", "a", "supports u2"), ("Nine ten.", "counterpoint", "b", "attacks u1")])
    assert compare(one, other).relations == (1, 2, 3)


def test_words_without_a_unit_count_as_none(tmp_path: Path) -> None:
    one, other = layer(tmp_path, "x.outline.toml", FIRST), layer(tmp_path, "x.second.toml", FIRST[:2])
    assert compare(one, other).roles["counterpoint", "none"] == 2


def test_pooling_adds_words_and_relations() -> None:
    small = Comparison(Counter({("claim", "claim"): 1}), ((1, 1.0, 1.0),), (1, 1, 1))
    large = Comparison(Counter({("claim", "evidence"): 3}), ((3, 1.5, 3.0),), (0, 2, 1))
    both = added([small, large])
    assert both.agreed == pytest.approx(0.25)
    assert both.relations == (1, 3, 2)
    assert both.b_cubed == pytest.approx(2 * 2.5 * 4 / 6.5 / 4)


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    parts = [Comparison(Counter({("a", "a"): 10 + at, ("b", "b"): 8, ("a", "b"): at}), (), (0, 0, 0))
             for at in range(6)]
    low, high = interval(parts, "kappa")
    assert low < added(parts).kappa < high
    assert (low, high) == interval(parts, "kappa")


def test_confusion_has_the_first_layer_in_rows() -> None:
    assert confusion(Counter({("claim", "evidence"): 3, ("evidence", "evidence"): 1})) == [
        ["first \\ second", "claim", "evidence"], ["claim", "0", "3"], ["evidence", "0", "1"]]


def test_the_shipped_readings_agree_well_and_the_readme_says_how_well(capsys: pytest.CaptureFixture[str]) -> None:
    found = compare_folder(SEEDS)
    assert added([part for _, part in found]).kappa >= 0.8
    assert len(table(found)) == len(found) + 2
    main(["--markdown", "--pooled", "--confusion"])
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    mark = "<!-- agreement: python -m natotui.argument.agreement --markdown --pooled --confusion -->\n"
    assert capsys.readouterr().out.strip() == readme.split(mark)[1].split("\n<!-- /agreement -->")[0]


def test_another_first_layer(tmp_path: Path) -> None:
    """Against themselves the second readings agree wholly."""
    for path in gold.outlines(SEEDS, "second")[:2]:
        folder = tmp_path / path.parent.name
        folder.mkdir(exist_ok=True)
        name = path.name.replace(".second.", ".outline.")
        (folder / name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        article = gold.article_of(path)
        (folder / article.name).write_text(article.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert all(part.kappa == 1 for _, part in compare_folder(tmp_path, tmp_path))
