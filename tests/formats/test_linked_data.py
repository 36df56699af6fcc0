"""schema.org: what is emitted and what never is, held against schema.org's own definitions."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made_up
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from odd_records import odd_records
from pyld import jsonld

from onrecord.formats.linked_data import write_linked_data
from onrecord.record import MadeBy, Record, Speaker

SCHEMA = "http://schema.org/"
EXCERPT = json.loads((Path(__file__).parent / "vocabulary" / "excerpt.json").read_text("utf-8"))


def written(*records: Record) -> tuple[list[dict[str, Any]], list[str]]:
    out = io.StringIO()
    lost = write_linked_data(records, out)
    document = json.loads(out.getvalue())
    assert document["@context"] == "https://schema.org"
    return document["@graph"], list(lost)


def of_type(graph: list[dict[str, Any]], type: str) -> list[dict[str, Any]]:
    return [node for node in graph if node["@type"] == type]


def with_statement(record: Record, number: int, **changes: Any) -> Record:
    statements = list(record.statements)
    statements[number] = msgspec.structs.replace(statements[number], **changes)
    return msgspec.structs.replace(record, statements=tuple(statements))


def classes_of(type: str) -> set[str]:
    """A class of schema.org with all that stand above it."""
    above = EXCERPT[SCHEMA + type].get("above", ())
    return {SCHEMA + type}.union(*(classes_of(one.removeprefix(SCHEMA)) for one in above))


def triples(graph: list[dict[str, Any]]) -> Iterator[tuple[str, str, Any]]:
    """Each type, property and value of the graph; a value that refers to a node is that node."""
    by_id = {node["@id"]: node for node in graph if "@id" in node}
    waiting = list(graph)
    while waiting:
        node = waiting.pop()
        for key, value in node.items():
            for one in value if isinstance(value, list) else [value]:
                if key.startswith("@"):
                    continue
                if isinstance(one, dict):
                    if set(one) == {"@id"}:
                        one = by_id[one["@id"]]
                    else:
                        waiting.append(one)
                yield node["@type"], key, one


def wrong(graph: list[dict[str, Any]]) -> list[str]:
    """What of the graph schema.org does not define so, a sentence each."""
    found = []
    for type, key, value in triples(graph):
        defined = EXCERPT.get(SCHEMA + key)
        if defined is None or SCHEMA + type not in EXCERPT:
            found.append(f"{type}.{key} is not in the vocabulary")
        elif not classes_of(type) & set(defined["domain"]):
            found.append(f"{type} has no {key}")
        elif isinstance(value, dict):
            if not classes_of(value["@type"]) & set(defined["range"]):
                found.append(f"{key} is no {value['@type']}")
        elif not {SCHEMA + name for name in ("Text", "URL", "Date", "DateTime")} & set(defined["range"]):
            found.append(f"{key} is no text")
    return found


def test_every_property_of_the_made_up_articles_is_where_schema_org_has_it(all_records: list[Record]) -> None:
    graph, _ = written(*all_records)
    assert {"NewsArticle", "Quotation", "Claim", "Person", "Organization", "GovernmentOrganization"} == {
        node["@type"] for node in graph
    }
    assert wrong(graph) == []


def test_a_property_out_of_place_would_be_found() -> None:
    assert wrong([{"@id": "x:1", "@type": "Person", "appearance": "x"}]) == ["Person has no appearance"]
    assert wrong([{"@id": "x:1", "@type": "Claim", "author": "Ann"}]) == ["author is no text"]
    assert wrong([{"@id": "x:1", "@type": "Claim", "rating": 5}]) == ["Claim.rating is not in the vocabulary"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(odd_records(), odd_records())
def test_whatever_records_hold_the_document_is_json_of_the_vocabulary(one: Record, other: Record) -> None:
    graph, _ = written(one, other)
    assert wrong(graph) == []
    ids = [node["@id"] for node in graph if node["@type"] != "NewsArticle"]
    assert len(ids) == len(set(ids)) or one == other


def test_json_ld_processing_finds_who_said_what_where(record: Record) -> None:
    graph, _ = written(record)
    context = {"@vocab": SCHEMA, "url": {"@type": "@id"}}
    nodes = {node["@id"]: node for node in jsonld.expand({"@context": context, "@graph": graph})}
    (quotation,) = (node for node in nodes.values() if node["@type"] == [SCHEMA + "Quotation"])
    speaker = nodes[quotation[SCHEMA + "spokenByCharacter"][0]["@id"]]
    article = nodes[quotation[SCHEMA + "isPartOf"][0]["@id"]]
    assert speaker[SCHEMA + "name"] == [{"@value": "Ann Smith"}]
    assert article[SCHEMA + "headline"] == [{"@value": "A loss"}]
    assert article[SCHEMA + "datePublished"] == [{"@value": "2026-01-02"}]


def test_a_direct_statement_is_a_quotation_and_a_claim_word_for_word(record: Record) -> None:
    graph, _ = written(record)
    (quotation,), (claim,) = of_type(graph, "Quotation"), of_type(graph, "Claim")
    (speaker,) = of_type(graph, "Person")
    (article,) = of_type(graph, "NewsArticle")
    assert quotation["text"] == claim["text"] == record.statements[0].quote
    assert quotation["spokenByCharacter"] == claim["author"] == {"@id": speaker["@id"]}
    assert claim["appearance"] == quotation["isPartOf"][0] == {"@id": article["@id"]}
    assert (speaker["alternateName"], speaker["description"]) == (["Smith"], "Mayor")
    assert article["publisher"] == {"@type": "Organization", "name": "The Paper"}


def test_an_indirect_statement_is_a_claim_only() -> None:
    graph, lost = written(made_up.record("Ann Smith said it rains"))
    assert of_type(graph, "Quotation") == []
    assert [node["text"] for node in of_type(graph, "Claim")] == ["it rains"]
    assert lost == [
        "1 statement is without its offsets, cue, tone and confidence: schema.org has none of them."
    ]


@pytest.mark.parametrize("mark", ["negated", "hypothetical"])
def test_what_was_not_said_and_whatever_stands_inside_it_is_never_emitted(mark: str, record: Record) -> None:
    unsaid = with_statement(with_statement(record, 0, **{mark: True}), 1, negated=False)
    graph, lost = written(unsaid)
    assert {node["@type"] for node in graph} == {"NewsArticle"}
    assert "not made, or not yet" in lost[0] and "inside one that is left out" in lost[1]


def test_a_denial_is_nobodys_claim_and_nobodys_words() -> None:
    record = made_up.record("Ann Smith said “it rained”", cue_tone="denial", manner="direct")
    graph, lost = written(record)
    assert {node["@type"] for node in graph} == {"NewsArticle"}
    assert lost == ["1 statement is left out: its words are what the speaker denies."]


@pytest.mark.parametrize("tone", ["belief", "directive", "question"])
def test_beliefs_demands_and_questions_are_no_claims_but_their_quotations_are_quotations(tone: str) -> None:
    graph, lost = written(made_up.record("Ann Smith said it rains", cue_tone=tone))
    assert {node["@type"] for node in graph} == {"NewsArticle"}
    assert "no Claim" in lost[0]
    graph, _ = written(made_up.record("Ann Smith said “Rain”", cue_tone=tone, manner="direct"))
    assert (len(of_type(graph, "Quotation")), len(of_type(graph, "Claim"))) == (1, 0)


def test_a_quoted_question_is_no_claim() -> None:
    graph, _ = written(made_up.record("Ann Smith said “Did it rain?”", manner="direct"))
    assert (len(of_type(graph, "Quotation")), len(of_type(graph, "Claim"))) == (1, 0)


def test_a_claim_inside_a_claim_says_in_which(record: Record) -> None:
    graph, _ = written(with_statement(record, 1, negated=False))
    outer, inner = of_type(graph, "Claim")
    assert inner["isPartOf"] == [{"@id": outer["@id"]}]
    assert inner["author"] != outer["author"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("person", {"author": "Person"}),
        ("organisation", {"author": "Organization"}),
        ("government", {"author": "GovernmentOrganization"}),
        ("document", {"isBasedOn": "CreativeWork"}),
        ("group", {"creditText": "A. B."}),
        ("unnamed", {"creditText": "A. B."}),
        ("generic", {"creditText": "A. B."}),
        ("author", {"creditText": "A. B."}),
    ],
)
def test_only_who_has_a_name_is_somebody(kind: str, expected: dict[str, str]) -> None:
    graph, _ = written(made_up.record((kind, "A. B. said it rains")))
    (claim,) = of_type(graph, "Claim")
    by_id = {node["@id"]: node for node in graph}
    found = {}
    for key in claim.keys() & {"author", "isBasedOn", "creditText"}:
        value = claim[key]
        found[key] = by_id.get(value.get("@id"), value)["@type"] if isinstance(value, dict) else value
    assert found == expected


def test_a_writer_who_speaks_of_himself_is_the_one_who_signs() -> None:
    record = made_up.record(("author", "The author said it rains"))
    article = msgspec.structs.replace(record.article, authors=("Cora Writer",))
    graph, _ = written(msgspec.structs.replace(record, article=article))
    assert of_type(graph, "Claim")[0]["author"] == {"@type": "Person", "name": "Cora Writer"}


def test_a_statement_without_a_speaker_is_credited_with_the_words_of_its_source(record: Record) -> None:
    graph, _ = written(with_statement(record, 0, speaker=None, speaker_confidence=None))
    assert of_type(graph, "Quotation")[0]["creditText"] == "Mayor Ann Smith"
    assert "spokenByCharacter" not in of_type(graph, "Quotation")[0]


def test_nothing_is_rated_and_nothing_called_a_first_appearance(all_records: list[Record]) -> None:
    out = io.StringIO()
    write_linked_data(all_records, out)
    assert not any(word in out.getvalue() for word in ("ClaimReview", "Rating", "firstAppearance"))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2016-05-02", "2016-05-02"),
        ("2016-05-02T10:00:00Z", "2016-05-02T10:00:00+00:00"),
        ("Mon, 02 May 2016 10:00:00 +0200", "2016-05-02T10:00:00+02:00"),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_in_iso_8601_or_left_out(published: str | None, expected: str | None) -> None:
    graph, lost = written(made_up.record(published=published))
    assert graph[0].get("datePublished") == expected
    assert any("date of publication" in one for one in lost) == (published == "yesterday")


@pytest.mark.parametrize("url", ["news/a.html", "oa:x", "javascript:x", "https://a b", "", "http://a\0b"])
def test_what_is_no_address_of_the_web_is_no_url(url: str) -> None:
    record = made_up.record()
    record = msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, url=url))
    graph, lost = written(record)
    assert "url" not in graph[0] and graph[0]["@id"] == "urn:onrecord:article:a.txt"
    assert any("URL" in one for one in lost) == bool(url)


def test_no_records_are_an_empty_graph() -> None:
    assert written() == ([], [])


def test_speakers_with_the_id_of_a_statement_are_still_themselves() -> None:
    record = made_up.record("Ann Smith said it rains", made_by=MadeBy("1", "m"))
    speaker = msgspec.structs.replace(record.speakers[0], id="s1")
    assert isinstance(speaker, Speaker)
    statement = msgspec.structs.replace(record.statements[0], speaker="s1")
    graph, _ = written(msgspec.structs.replace(record, speakers=(speaker,), statements=(statement,)))
    assert len({node["@id"] for node in graph}) == len(graph) == 3
