"""Web Annotations: the model's requirements, what selectors find, JSON-LD, and the way back."""

import io
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made_up
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_records import odd_records
from pyld import jsonld

from onrecord.errors import InvalidRecord
from onrecord.formats.annotation import CONTEXT, MOST_AROUND, write_annotations
from onrecord.formats.annotation_reading import read_annotations
from onrecord.formats.iris import TERMS
from onrecord.record import Record, Span

VOCABULARY = Path(__file__).parent / "vocabulary"
EXCERPT = json.loads((VOCABULARY / "excerpt.json").read_text("utf-8"))
ANNO = json.loads((VOCABULARY / "anno.jsonld").read_text("utf-8"))
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")


def written(*records: Record) -> dict[str, Any]:
    out = io.StringIO()
    write_annotations(records, out)
    return json.loads(out.getvalue())


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def offline(url: str, options: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": ANNO}


def expanded(document: dict[str, Any]) -> Any:
    return jsonld.expand(document, {"documentLoader": offline})


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node of an expanded document, with whatever stands in it."""
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        if "@value" not in value:
            yield value
        for key, one in value.items():
            if key != "@value":
                yield from nodes(one)


def test_every_record_of_a_made_up_article_comes_back_equal(all_records: list[Record]) -> None:
    out = io.StringIO()
    assert write_annotations(all_records, out) == []
    assert read_annotations(out.getvalue()) == all_records


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(odd_records(), odd_records())
def test_whatever_a_record_holds_comes_back_equal(one: Record, other: Record) -> None:
    out = io.StringIO()
    write_annotations([one, other, one], out)
    assert read_annotations(out.getvalue().encode()) == [one, other, one]


def test_each_selector_finds_its_words_by_position_and_by_quote_alone(all_records: list[Record]) -> None:
    for record in all_records:
        text = record.article.text
        for item in written(record)["first"]["items"]:
            for target in listed(item["target"]):
                if isinstance(target, str):
                    continue
                position, quote = target["selector"]
                exact, before, after = quote["exact"], quote["prefix"], quote["suffix"]
                assert text[position["start"] : position["end"]] == exact
                pattern = re.compile(f"(?={re.escape(before + exact + after)})")
                (found,) = pattern.finditer(text)
                assert found.start() + len(before) == position["start"]


def test_offsets_count_code_points_also_beyond_the_first_65536() -> None:
    record = made_up.full_record()
    statements = [one for one in written(record)["first"]["items"] if ":statement:s1:" in one["id"]]
    last = [one for one in statements[0]["target"] if one["role"] == "content"][-1]
    position, quote = last["selector"]
    assert Span(position["start"], position["end"]) == record.statements[0].content[-1]
    assert (quote["exact"], quote["suffix"][:4]) == ("ost 😀”", " to ")


def test_a_passage_that_stands_in_the_article_many_times_is_told_apart_by_its_position_and_that_is_said() -> (
    None
):
    text = "Ann said no. " * 1000
    begin = text.index("no", len(text) // 2)
    record = made_up.record()
    record = msgspec.structs.replace(
        record,
        article=msgspec.structs.replace(record.article, text=text),
        scare_quotes=(Span(begin, begin + 2),),
    )
    out = io.StringIO()
    (lost,) = write_annotations([record], out)
    assert lost.startswith("1 TextQuoteSelector is right in several places")
    assert read_annotations(out.getvalue()) == [record]
    assert len(out.getvalue()) < len(text) + 2 * MOST_AROUND + 4000


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_document_has_what_the_model_demands_of_collections_and_pages(count: int, record: Record) -> None:
    document = written(*[record] * count)
    items = document["first"]["items"]
    # 5.1: an AnnotationCollection must have a context, an IRI and its type; should have a label and a total.
    assert "http://www.w3.org/ns/anno.jsonld" in document["@context"]
    assert IRI.fullmatch(document["id"]) and "AnnotationCollection" in listed(document["type"])
    assert document["label"] and document["total"] == len(items)
    # 5.2: an AnnotationPage must have an IRI, its type and the list of its annotations.
    page = document["first"]
    assert IRI.fullmatch(page["id"]) and page["type"] == "AnnotationPage"
    assert page["partOf"] == document["id"] and page["startIndex"] == 0
    assert document["last"] == page["id"]


def test_each_annotation_has_what_the_model_demands(all_records: list[Record]) -> None:
    items = written(*all_records)["first"]["items"]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        # 3.1: exactly one IRI, the type Annotation, one or more targets; 3.3.5: motivations from the model.
        assert IRI.fullmatch(item["id"]) and item["type"] == "Annotation"
        assert OA + item["motivation"] in EXCERPT
        for body in listed(item["body"]):
            if body["type"] == "TextualBody":
                # 3.2.4: exactly one value; should have a format; purposes are motivations.
                assert isinstance(body["value"], str) and body["format"] == "text/plain"
                assert OA + body["purpose"] in EXCERPT
            elif body["type"] == "SpecificResource":
                assert IRI.fullmatch(body["source"]) and OA + body["purpose"] in EXCERPT
            else:
                # 3.2.1: any other resource has exactly one IRI; a purpose goes with the two types above only.
                assert IRI.fullmatch(body["id"]) and "purpose" not in body
        targets = listed(item["target"])
        assert targets
        for target in targets:
            if isinstance(target, str):
                assert IRI.fullmatch(target)
                continue
            # 4: a SpecificResource has exactly one source; 4.2: selectors of the same words, by their types.
            assert target["type"] == "SpecificResource" and IRI.fullmatch(target["source"])
            position, quote = target["selector"]
            # 4.2.5: exactly one start and end, non-negative integers, start not after the end.
            assert position["type"] == "TextPositionSelector"
            assert type(position["start"]) is type(position["end"]) is int
            assert 0 <= position["start"] < position["end"]
            # 4.2.4: exactly one exact; should have one prefix and suffix.
            assert quote["type"] == "TextQuoteSelector"
            assert all(isinstance(quote[name], str) for name in ("exact", "prefix", "suffix"))


def test_json_ld_processing_keeps_every_value(record: Record) -> None:
    document = written(record)
    kept = [
        str(value)
        for node in nodes(expanded(document))
        for key, of in node.items()
        for value in ([of] if isinstance(of, str) else (one["@value"] for one in of if "@value" in one))
    ]

    def leaves(value: Any, key: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            yield from itertools.chain.from_iterable(leaves(one, name) for name, one in value.items())
        elif isinstance(value, list):
            yield from itertools.chain.from_iterable(leaves(one, key) for one in value)
        elif key not in ("type", "motivation", "purpose"):
            yield str(value)

    del document["@context"]
    wanted = sorted(leaves(document))
    missing = list(wanted)
    for value in kept:
        if value in missing:
            missing.remove(value)
    assert missing == []


def test_the_graph_uses_the_vocabulary_as_it_is_defined(record: Record) -> None:
    """Each property of the ontology stands on a class that has it; others are ours or well known."""
    typed = {"@id", "@type", "@list", "@value"}
    seen = set()
    for node in nodes(expanded(written(record, made_up.full_record()))):
        for key in set(node) - typed:
            seen.add(key)
            known = EXCERPT.get(key.replace("http://www.w3.org/ns/act", "https://www.w3.org/ns/act"))
            if key.startswith((OA, AS)):
                assert known is not None, f"{key} is not in the ontology"
            if known and key.startswith(OA) and known.get("domain"):
                classes = set(node["@type"])
                classes.update(*(EXCERPT.get(type, {}).get("above", ()) for type in node["@type"]))
                assert set(known["domain"]) & classes, f"{key} on {node['@type']}"
    assert {OA + name for name in ("hasBody", "hasTarget", "hasSource", "hasSelector", "exact")} <= seen
    assert {TERMS + name for name in ("speaker", "manner", "cueTone", "parent", "role", "confidence")} <= seen


def test_the_terms_written_down_of_the_context_are_those_of_the_ontologies() -> None:
    terms = ANNO["@context"]
    for name, meaning in terms.items():
        iri = meaning if isinstance(meaning, str) else meaning["@id"]
        prefix, _, local = iri.partition(":")
        if prefix in ("oa", "as") and not local.startswith("//"):
            space = terms[prefix].replace("http://www.w3.org/ns/act", "https://www.w3.org/ns/act")
            assert space + local in EXCERPT, f"{name} stands for {iri}, which there is not"
    ours = CONTEXT[1]
    assert not set(ours) & set(terms), "a term of ours would change one of the model's"


def test_what_is_not_the_annotations_of_a_record_is_refused_in_a_sentence(record: Record) -> None:
    for data in ("", "[", "7", b"\xff", '{"first": 3}', '{"first": {}}'):
        with pytest.raises(InvalidRecord):
            read_annotations(data)
    document = written(record)
    for lacking in ("body", "target"):
        for number in range(len(document["first"]["items"])):
            broken = json.loads(json.dumps(document))
            del broken["first"]["items"][number][lacking]
            if number or lacking == "body":
                with pytest.raises(InvalidRecord):
                    read_annotations(json.dumps(broken))
    moved = json.loads(json.dumps(document))
    moved["first"]["items"][1]["target"][0]["selector"][0]["start"] -= 1
    with pytest.raises(InvalidRecord, match="the selectors disagree"):
        read_annotations(json.dumps(moved))


def leaves_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON document: what holds it, and its key or number there."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(one, dict | list):
            yield from leaves_of(one)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_document_that_somebody_changed_is_a_record_or_refused(data: st.DataObject) -> None:
    document = written(made_up.full_record())
    places = list(leaves_of(document))
    holder, key = data.draw(st.sampled_from(places))
    other = st.sampled_from(
        [None, "", "s1", -1, 0, 3, 1e9, True, [], {}, [[]], [{}], "\ud800", {"type": "x"}]
    )
    holder[key] = data.draw(other)
    try:
        records = read_annotations(json.dumps(document))
    except InvalidRecord:
        return
    assert all(Record.from_json(record.to_json()) == record for record in records)


def test_annotations_of_others_are_left_and_a_page_or_a_list_is_read_as_well(record: Record) -> None:
    page = written(record)["first"]
    foreign = {
        "id": "urn:x:1",
        "type": "Annotation",
        "body": "https://a.example/",
        "target": "https://b.example/",
    }
    page["items"].insert(2, foreign)
    assert read_annotations(json.dumps(page)) == read_annotations(json.dumps(page["items"])) == [record]
