"""Our files in the hands of the tools that they are for: their own parsers read back what we wrote."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import partial
from html import unescape
from typing import Any
from unicodedata import normalize

import exchange_peers as peers
import pytest
from exchange_documents import all_gold, gold, nasty, noted, trams

from natotui.exchange.document import Document
from natotui.exchange.formats import FORMATS
from natotui.exchange.words import one_line

GOLD = all_gold()[::24]
DOCUMENTS: dict[str, Callable[[], Document]] = {
    "trams": trams, "nasty": nasty, **{name: partial(gold, name) for name in GOLD}}


@pytest.fixture(params=list(DOCUMENTS))
def document(request: pytest.FixtureRequest) -> Document:
    """Hand-made, nasty and real ones."""
    return noted(DOCUMENTS[request.param]())


def words(document: Document) -> dict[str, str]:
    """The words of each unit, on one line."""
    return {unit.id: one_line(document.article.text[unit.start:unit.end]) for unit in document.outline.units}


def relations(document: Document) -> list[tuple[str, str, str]]:
    """(source, target, type) of all relations, sorted."""
    return sorted((each.source, each.target, each.type) for each in document.outline.relations)


def w3c_schemas() -> Any:
    """The W3C's own assertions."""
    peers.module("jsonschema")
    path = peers.shared("w3c/check.py")
    spec = importlib.util.spec_from_file_location("w3c_check", path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_w3c_assertions(document: Document) -> None:
    check = w3c_schemas()
    collection = json.loads(FORMATS["w3c"].dump(document).text)
    suite = "annotations/annotationMusts.test"
    assert len(check.assertions(suite)) == 54
    items = collection["first"]["items"]
    for item in [*items[:len(document.notes) + 4], *items[-2:]]:
        assert check.failures({"@context": collection["@context"], **item}, suite) == []
    assert check.failures(collection, "collections/collectionMusts.test") == []
    about = {key: collection[key] for key in ("id", "type", "label", "total")}
    page = {"@context": collection["@context"], **collection["first"], "partOf": about}
    assert check.failures(page, "collections/pages/pageMusts.test") == []


def test_w3c_loses_nothing_in_json_ld(document: Document) -> None:
    """Expanded and compacted again it is the same document: no key is unknown to a context."""
    jsonld = peers.module("pyld").jsonld
    context = json.loads(peers.shared("w3c/anno.jsonld").read_text(encoding="utf-8"))

    def loader(url: str, options: Any) -> Any:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    made = json.loads(FORMATS["w3c"].dump(document).text)
    expanded = jsonld.expand(made, {"documentLoader": loader})
    compacted = jsonld.compact(expanded, made["@context"], {"documentLoader": loader})
    assert compacted == made


def test_hypothesis_schema(document: Document) -> None:
    jsonschema = peers.module("jsonschema")
    schema = json.loads(peers.shared("hypothesis/create-schema.json").read_text())
    made = json.loads(FORMATS["hypothesis"].dump(document).text)
    assert set(made) == {"export_date", "export_userid", "client_version", "annotations"}
    assert made["annotations"]
    raw = document.article.text.encode("utf-16-le")
    for each in made["annotations"]:
        assert list(jsonschema.Draft7Validator(schema).iter_errors(each)) == []
        selectors = {one["type"]: one for one in each["target"][0].get("selector", [])}
        if selectors and "no longer" not in selectors["TextQuoteSelector"]["exact"]:
            place = selectors["TextPositionSelector"]
            quoted = raw[place["start"] * 2:place["end"] * 2].decode("utf-16-le")
            assert quoted == selectors["TextQuoteSelector"]["exact"]


def test_argdown(document: Document) -> None:
    made = peers.node("argdown.cjs", "@argdown/node", FORMATS["argdown"].dump(document).text)
    assert made["faults"] == [] and made["arguments"] == []
    ids = {title: each["data"]["id"] for title, each in made["statements"].items()}
    assert sorted(ids.values()) == sorted(words(document))
    for each in made["statements"].values():
        unit = next(one for one in document.outline.units if one.id == each["data"]["id"])
        text, tag, rest = each["text"][0].rpartition(f" #{unit.role}")
        assert (one_line(text), tag, rest.strip()) == (words(document)[unit.id], f" #{unit.role}", "")
        assert each["tags"][-1] == unit.role
        assert (each["data"]["start"], each["data"]["end"]) == (unit.start, unit.end)
    types = {"support": "supports", "attack": "attacks", "undercut": "undercuts"}
    found = sorted((ids[each["from"]], ids[each["to"]], types[each["type"]]) for each in made["relations"])
    assert found == relations(document)


def test_mermaid(document: Document) -> None:
    made = peers.node("mermaid.mjs", "mermaid", FORMATS["mermaid"].dump(document).text)
    # Mermaid keeps entities under marks of its own until it draws.
    shown = {name: unescape(re.sub(r"ﬂ°°(\d+)¶ß", r"&#\1;", text)) for name, text in made["vertices"].items()}
    assert len(shown) == len(document.outline.units)
    for number, unit in enumerate(document.outline.units, 1):
        assert shown[f"n{number}"].endswith(": " + words(document)[unit.id])
    names = {f"n{number}": unit.id for number, unit in enumerate(document.outline.units, 1)}
    found = sorted((names[each["start"]], names[each["end"]], each["text"]) for each in made["edges"])
    assert found == relations(document)


def test_graphviz(document: Document) -> None:
    drawn = peers.run([peers.program("dot"), "-Tsvg"], FORMATS["dot"].dump(document).text)
    space = "{http://www.w3.org/2000/svg}"
    nodes = {}
    for group in ET.fromstring(drawn.encode()).iter(f"{space}g"):
        if group.get("class", "").split(" ")[0] == "node":
            nodes[group.findtext(f"{space}title")] = one_line(" ".join(
                each.text or "" for each in group.iter(f"{space}text")))
    for unit in document.outline.units:
        assert nodes[unit.id].replace(" ", "").endswith(words(document)[unit.id].replace(" ", ""))


def test_graphviz_edges_are_the_relations(document: Document) -> None:
    plain = peers.run([peers.program("dot"), "-Tdot"], FORMATS["dot"].dump(document).text)
    labelled = re.findall(r"label=(supports|attacks|undercuts)", plain)
    assert sorted(labelled) == sorted(kind for _, _, kind in relations(document))


@pytest.mark.parametrize("name", ["markdown", "cards"])
@pytest.mark.parametrize("reader", ["markdown", "gfm", "commonmark_x"])
def test_pandoc(document: Document, name: str, reader: str) -> None:
    """pandoc shows the words as they stand, and no more headings than there are."""
    text = FORMATS[name].dump(document).text
    pandoc = peers.program("pandoc")
    shown = peers.run([pandoc, "-f", f"{reader}-smart" if reader != "gfm" else "gfm", "-t", "json"], text)
    tree = json.loads(shown)
    said = normalize("NFC", one_line(flat(tree["blocks"])))  # some of pandoc's readers compose letters
    wanted = [unit for unit in document.outline.units
              if unit.role != "background" and (name == "markdown" or unit.role != "evidence")]
    for unit in wanted:
        assert normalize("NFC", words(document)[unit.id]) in said
    if name == "markdown":
        headings = [one_line(flat(block["c"][2])) for block in tree["blocks"] if block["t"] == "Header"]
        ours = ("Thesis", "Theses", "Further notes", "Notes whose words are gone")
        assert [each for each in headings[1:] if each not in ours] == [
            f"{number}. {one_line(theme.label)}" for number, theme in enumerate(document.outline.themes, 1)]
        assert not any(block["t"] in ("RawBlock", "CodeBlock", "Table") for block in tree["blocks"])


def flat(value: Any) -> str:
    """The text of a pandoc document."""
    if isinstance(value, list):
        return "".join(map(flat, value))
    if not isinstance(value, dict):
        return ""
    kind: str = value.get("t", "")
    content: Any = value.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("RawInline", "Code", "Math"):
        return "" if kind == "RawInline" and content[1] in ("<u>", "</u>") else f"\x00{content}\x00"
    if kind in ("Link", "Image"):
        return flat(content[1])
    after = " " if kind in ("Para", "Plain", "Header") else ""
    return flat(content) + after


def test_xaif(document: Document) -> None:
    peers.module("pandas")
    aif = peers.module("xaif").AIF(json.loads(FORMATS["xaif"].dump(document).text))
    assert aif.is_valid_json_aif() and aif.is_json_aif_dialog()
    nodes = {node["nodeID"]: node for node in aif.nodes}
    edges = [(edge["fromID"], edge["toID"]) for edge in aif.aif["edges"]]
    assert not any(nodes[start]["type"] == "I" and nodes[end]["type"] == "I" for start, end in edges)
    assert all(start in nodes and end in nodes for start, end in edges)
    units = [node["text"] for node in aif.nodes if node["type"] == "I"]
    assert units == list(words(document).values())
    ids = dict(zip((node["nodeID"] for node in aif.nodes if node["type"] == "I"), words(document), strict=True))
    found = [(ids[start], ids[end]) for start, middle in edges if start in ids
             for other, end in edges if other == middle and end in ids and nodes[middle]["type"] in ("RA", "CA")]
    assert sorted(found) == sorted((source, target) for source, target, kind in relations(document)
                                   if kind != "undercuts" or not undercut_edge(document, target))
    assert aif.get_speaker(next(node["nodeID"] for node in aif.nodes if node["type"] == "L"))[0].strip()


def undercut_edge(document: Document, target: str) -> bool:
    """Whether the unit has a relation of its own, which an undercut of it ends in."""
    return any(each.source == target for each in document.outline.relations)


def test_csv_by_pandas(document: Document) -> None:
    pandas = peers.module("pandas")
    text = FORMATS["csv"].dump(document).text
    table = pandas.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert len(table) == len(document.outline.units) + len(document.notes)
    assert table.to_dict("records") == list(csv.DictReader(io.StringIO(text, newline="")))
