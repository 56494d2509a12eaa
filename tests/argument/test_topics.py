"""Theme packs and themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from natotui import resources
from natotui.argument.analyse import analyse
from natotui.argument.topics import LARGEST, check_pack, load_packs
from natotui.article.model import Article, Blocks

GOOD = 'name = "Bees"\ncues = ["bee", "hive"]\n[[strand]]\nid = "honey"\nlabel = "Honey"\ncues = ["honey"]\n'


def shipped() -> list[Path]:
    return sorted(resources.topics().glob("*.toml"))


def test_there_are_enough_packs() -> None:
    assert len(shipped()) >= 16


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_shipped_packs_are_sound(path: Path) -> None:
    assert check_pack(path) == []
    (pack,), _ = load_packs([path.parent])[0][:1], None
    assert pack.name
    own = next(each for each in load_packs([path.parent])[0] if f'"{each.name}"' in path.read_text(encoding="utf-8"))
    assert 5 <= len(own.strands) <= 12


@pytest.mark.parametrize(("change", "problem"), [
    (("name = \"Bees\"", "nam = \"Bees\""), "unknown key 'nam'"),
    (("name = \"Bees\"", ""), "name is missing"),
    (("id = \"honey\"", "id = \"Honey Pot\""), "lower-case"),
    (("cues = [\"honey\"]", "cues = \"honey\""), "list of words"),
    (("cues = [\"honey\"]", "cues = [\"" + "h" * 99 + "\"]"), "longer than"),
    (("label = \"Honey\"", "label = \"\\u001b[2J\""), "printable"),
    (("[[strand]]", "[strand]"), "no [[strand]]"),
    (("name", "name ="), "not TOML"),
])
def test_each_fault_is_named(tmp_path: Path, change: tuple[str, str], problem: str) -> None:
    path = tmp_path / "bees.toml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    assert any(problem in each for each in check_pack(path)), check_pack(path)


def test_a_broken_pack_is_skipped_and_named(tmp_path: Path) -> None:
    (tmp_path / "bees.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.toml").write_text("name = 3", encoding="utf-8")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "large.toml").write_text("#" * (LARGEST + 1), encoding="utf-8")
    packs, problems = load_packs([tmp_path, tmp_path / "missing"])
    assert [pack.name for pack in packs] == ["Bees"]
    assert {Path(each.split(":")[0]).name for each in problems} == {"bad.toml", "bytes.toml", "large.toml"}


def test_a_later_folder_replaces_a_pack_of_the_same_name(tmp_path: Path) -> None:
    for folder, label in (("a", "Honey"), ("b", "Sweet honey")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bees.toml").write_text(GOOD.replace("Honey", label), encoding="utf-8")
    packs, _ = load_packs([tmp_path / "a", tmp_path / "b"])
    assert [strand.label for pack in packs for strand in pack.strands] == ["Sweet honey"]


def themed(*paragraphs: str, packs=()) -> list[str]:
    blocks, text = Blocks(), ""
    for each in paragraphs:
        text += "\n\n" if text else ""
        heading = each.startswith("# ")
        words = each.removeprefix("# ")
        blocks.append("heading" if heading else "paragraph", len(text), len(text) + len(words), 2 * heading)
        text += words
    return [theme.label for theme in analyse(Article(text, blocks), packs=packs, insist=True).themes]


def test_strands_of_a_fitting_pack_name_the_themes() -> None:
    packs, _ = load_packs([resources.topics()])
    labels = themed(
        "The alliance must spend more on defense. Two percent of national income was promised by all members, and few "
        "armies have it in their budget.",
        "The war in Ukraine divides the allies. Military aid to Kyiv is large, and yet the front line does not move.",
        "Cyberattacks and disinformation are new threats. Hackers and drones change the nature of warfare.",
        packs=packs)
    assert {"Defense spending", "War in Ukraine", "Technology and cyber"} <= set(labels)


def test_headings_name_themes() -> None:
    labels = themed("# What it costs", "The roof is old. The roof leaks. A roof is dear.", "# Who would use it",
                    "Swimmers come every day. Swimmers are many. Old swimmers need it.", "# What is lost",
                    "A town without water is dull. Towns like that shrink.")
    assert "Who would use it" in labels


def test_no_article_gets_more_than_nine_themes() -> None:
    places = ("bridge", "chapel", "harbour", "meadow", "orchard", "palace", "quarry", "stable", "tavern", "viaduct")
    paragraphs = [f"The {word} is old. A {word} can be mended. Nobody wants another {word} today." for word in places]
    assert 3 <= len(themed(*paragraphs)) <= 9
