import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InvalidRecord
from onrecord.record import MadeBy, Record, Span, Statement, words

TEXT = "Ann said it rained."


def statement(**changes: Any) -> Statement:
    fields = {
        "id": "s1",
        "source": (Span(0, 3),),
        "cue": (Span(4, 8),),
        "content": (Span(9, 18),),
        "quote": "it rained",
        "manner": "indirect",
        "confidence": 0.5,
    }
    return Statement(**fields | changes)


def record_of(*statements: Statement) -> Record:
    return Record(article=Article("a", TEXT), statements=statements, made_by=MadeBy("0", "none"))


def test_a_record_comes_back_from_its_json(record: Record) -> None:
    assert Record.from_json(record.to_json()) == record


def test_json_has_the_documented_shape(record: Record) -> None:
    read = json.loads(record.to_json())
    assert list(read) == ["article", "statements", "notes", "made_by"]
    assert read["article"] == {
        "id": "a",
        "text": "“We lost,” Ann Smith said, “but Bob says we learned.”",
        "outlet": "The Paper",
        "url": None,
        "title": "A loss",
        "authors": ["C. Jones"],
        "published": "2026-01-02",
        "language": None,
        "notes": [],
    }
    assert read["statements"][0] == {
        "id": "s1",
        "speaker": "Ann Smith",
        "source": [[11, 20]],
        "cue": [[21, 25]],
        "content": [[0, 10], [27, 53]],
        "quote": "“We lost,” … “but Bob says we learned.”",
        "manner": "direct",
        "parent": None,
        "confidence": 0.9,
    }
    assert read["made_by"] == {"onrecord": "0.1.0", "model": "none"}


def test_the_words_of_spans(record: Record) -> None:
    assert record.words(record.statements[0].source) == "Ann Smith"
    assert record.words(()) == ""


@pytest.mark.parametrize("offsets", [(3, 3), (4, 2), (-1, 2), (0.0, 2.0), (True, 2)])
def test_a_span_that_is_no_stretch_of_text_is_refused(offsets: tuple[int, int]) -> None:
    with pytest.raises(InvalidRecord):
        Span(*offsets)


@pytest.mark.parametrize(
    "changes",
    [
        {"content": ()},
        {"content": (Span(9, 11), Span(10, 18))},
        {"content": (Span(12, 18), Span(9, 11))},
        {"manner": "shouted"},
        {"confidence": 1.1},
        {"confidence": float("nan")},
        {"confidence": "0.5"},
    ],
)
def test_a_statement_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidRecord, match="s1"):
        statement(**changes)


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        ([statement(content=(Span(9, 20),))], "past the end"),
        ([statement(cue=(Span(30, 31),))], "past the end"),
        ([statement(quote="it snowed")], "quote"),
        ([statement(), statement()], "two statements"),
        ([statement(parent="s1")], "parent"),
        ([statement(parent="s2"), statement(id="s2", parent="s1")], "parent"),
    ],
)
def test_a_record_that_contradicts_its_text_or_itself_is_refused(
    statements: list[Statement], why: str
) -> None:
    with pytest.raises(InvalidRecord, match=why):
        record_of(*statements)


def test_spans_that_touch_do_not_overlap() -> None:
    spans = (Span(9, 11), Span(11, 18))
    assert record_of(statement(content=spans, quote="it …  rained")).statements[0].content == spans


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"article": {"id": "a", "text": "b"}, "statements": []}',
        record_of().to_json().replace(b"Ann", b"\\ud800"),
        record_of(statement()).to_json().replace(b"[0,3]", b"[0,300]"),
        record_of(statement()).to_json().replace(b"[0,3]", b"[0,3,4]"),
        record_of(statement()).to_json().replace(b'it rained"', b'it snowed"'),
    ],
)
def test_json_that_is_no_record_is_refused_with_its_cause(data: bytes) -> None:
    with pytest.raises(InvalidRecord) as refused:
        Record.from_json(data)
    assert refused.value.__cause__ is not None


def test_fields_of_later_versions_are_left_out(record: Record) -> None:
    later = record.to_json().replace(b'"notes":', b'"outlet_voice":[[0,1]],"notes":', 1)
    assert Record.from_json(later) == record


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records of any text, with statements wherever spans fit."""
    text = draw(texts)
    offsets = st.lists(st.integers(0, len(text)), unique=True, max_size=6).map(sorted)
    roles = offsets.map(lambda at: tuple(Span(*pair) for pair in zip(at[::2], at[1::2], strict=False)))
    statements: list[Statement] = []
    for number in range(draw(st.integers(0, 4))):
        content = draw(roles.filter(bool))
        statements.append(
            Statement(
                id=f"s{number + 1}",
                source=draw(roles),
                cue=draw(roles),
                content=content,
                quote=words(text, content),
                manner=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                parent=draw(st.sampled_from([None, *(s.id for s in statements)])),
                confidence=draw(st.floats(0, 1)),
            )
        )
    article = Article(draw(texts), text, title=draw(st.none() | texts), authors=tuple(draw(st.lists(texts))))
    return Record(article=article, statements=tuple(statements), made_by=MadeBy("0", "none"))


@given(records())
def test_any_record_comes_back_from_its_json(record: Record) -> None:
    data = record.to_json()
    assert b"\n" not in data
    assert Record.from_json(data) == record
    assert Record.from_json(data.decode()) == record


@given(records())
def test_json_offsets_lead_another_program_to_the_words_meant(record: Record) -> None:
    read = json.loads(record.to_json())
    for one in read["statements"]:
        assert one["quote"] == " … ".join(read["article"]["text"][s:e] for s, e in one["content"])


@given(records(), st.data())
def test_any_offset_moved_past_the_text_is_refused(record: Record, data: st.DataObject) -> None:
    read = msgspec.to_builtins(record)
    if not read["statements"]:
        return
    one = data.draw(st.sampled_from(read["statements"]))
    role = data.draw(st.sampled_from([role for role in ("source", "cue", "content") if one[role]]))
    one[role] = (*one[role][:-1], (one[role][-1][0], len(record.article.text) + data.draw(st.integers(1, 9))))
    with pytest.raises(InvalidRecord):
        Record.from_json(msgspec.json.encode(read))
