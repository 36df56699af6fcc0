import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InvalidRecord
from onrecord.record import ROLES, Kind, MadeBy, Manner, Record, Span, Speaker, Statement, Tone, words

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


def speaker(**changes: Any) -> Speaker:
    fields = {"id": "p1", "name": "Ann", "kind": "person", "mentions": (Span(0, 3),)}
    return Speaker(**fields | changes)


def record_of(*statements: Statement, **changes: Any) -> Record:
    return Record(article=Article("a", TEXT), statements=statements, made_by=MadeBy("0", "none"), **changes)


def test_a_record_comes_back_from_its_json(record: Record) -> None:
    assert Record.from_json(record.to_json()) == record


def test_json_has_the_documented_shape(record: Record) -> None:
    read = json.loads(record.to_json())
    assert list(read) == [
        "article",
        "statements",
        "speakers",
        "outlet_voice",
        "scare_quotes",
        "notes",
        "made_by",
    ]
    assert read["article"] == {
        "id": "a",
        "text": "“We lost,” Mayor Ann Smith insisted to reporters at a rally, “but Bob never said we "
        "learned.” The “experts” stayed at home.",
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
        "speaker": "p1",
        "speaker_confidence": 0.98,
        "source": [[11, 26]],
        "cue": [[27, 35]],
        "content": [[0, 10], [61, 93]],
        "quote": "“We lost,” … “but Bob never said we learned.”",
        "manner": "direct",
        "cue_lemma": "insist",
        "cue_tone": "distancing",
        "negated": False,
        "hypothetical": False,
        "addressee": [[39, 48]],
        "venue": [[49, 59]],
        "parent": None,
        "confidence": 0.9,
    }
    assert read["speakers"][0] == {
        "id": "p1",
        "name": "Ann Smith",
        "kind": "person",
        "names": ["Smith"],
        "roles": ["Mayor"],
        "mentions": [[17, 26]],
    }
    assert read["outlet_voice"] == [[94, 122]]
    assert read["scare_quotes"] == [[98, 107]]
    assert read["made_by"] == {"onrecord": "0.1.0", "model": "none"}


def test_the_words_of_spans(record: Record) -> None:
    assert record.words(record.statements[0].source) == "Mayor Ann Smith"
    assert record.words(()) == ""


def test_the_speaker_of_a_statement(record: Record) -> None:
    assert [speaker.name for speaker in map(record.speaker_of, record.statements) if speaker] == [
        "Ann Smith",
        "Bob",
    ]
    assert record.speaker_of(statement()) is None


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
        {"source": (Span(4, 8), Span(0, 3))},
        {"cue": (Span(4, 8), Span(4, 8))},
        {"addressee": (Span(4, 8), Span(0, 3))},
        {"venue": (Span(0, 8), Span(4, 9))},
        {"manner": "shouted"},
        {"cue_tone": "shrill"},
        {"confidence": 1.1},
        {"confidence": float("nan")},
        {"confidence": "0.5"},
        {"confidence": True},
        {"speaker": "p1"},
        {"speaker_confidence": 0.5},
        {"speaker": "p1", "speaker_confidence": -0.1},
        {"speaker": "p1", "speaker_confidence": float("nan")},
    ],
)
def test_a_statement_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidRecord, match="s1"):
        statement(**changes)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"mentions": ()}, "no mention"),
        ({"mentions": (Span(4, 8), Span(0, 3))}, "out of order"),
        ({"mentions": (Span(0, 3), Span(0, 3))}, "out of order"),
        ({"name": ""}, "no name"),
        ({"kind": "robot"}, "no kind"),
    ],
)
def test_a_speaker_without_a_name_a_kind_or_a_mention_is_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(InvalidRecord, match=f"p1.*{why}"):
        speaker(**changes)


def test_one_mention_may_stand_inside_another() -> None:
    assert speaker(mentions=(Span(0, 3), Span(0, 8), Span(4, 8))).mentions[1] == Span(0, 8)


def test_every_kind_and_every_tone_that_is_documented_is_allowed() -> None:
    assert [speaker(kind=kind).kind for kind in get_args(Kind)] == list(get_args(Kind))
    assert [statement(cue_tone=tone).cue_tone for tone in get_args(Tone)] == list(get_args(Tone))


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        ([statement(content=(Span(9, 20),))], "past the end"),
        ([statement(cue=(Span(30, 31),))], "past the end"),
        ([statement(addressee=(Span(0, 30),))], "past the end"),
        ([statement(venue=(Span(18, 20),))], "past the end"),
        ([statement(speaker="p1", speaker_confidence=0.9)], "no speaker p1"),
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


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"speakers": (speaker(mentions=(Span(0, 20),)),)}, "past the end"),
        ({"speakers": (speaker(mentions=(Span(0, 25), Span(4, 8))),)}, "past the end"),
        ({"speakers": (speaker(), speaker())}, "two speakers"),
        ({"outlet_voice": (Span(0, 20),)}, "outlet_voice .* past the end"),
        ({"outlet_voice": (Span(9, 11), Span(0, 3))}, "outlet_voice .* out of order"),
        ({"scare_quotes": (Span(19, 20),)}, "scare_quotes .* past the end"),
        ({"scare_quotes": (Span(0, 8), Span(4, 11))}, "scare_quotes .* overlap"),
    ],
)
def test_speakers_and_stretches_that_contradict_the_text_are_refused(
    changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(InvalidRecord, match=why):
        record_of(**changes)


def test_a_speaker_may_have_no_statement_and_a_statement_no_speaker() -> None:
    record = record_of(statement(), speakers=(speaker(),))
    assert record.speaker_of(record.statements[0]) is None


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
        record_of(speakers=(speaker(),)).to_json().replace(b'"person"', b'"robot"'),
        record_of(speakers=(speaker(),)).to_json().replace(b"[[0,3]]", b"[]"),
        record_of(statement(cue_tone="neutral")).to_json().replace(b'"neutral"', b'"shrill"'),
        record_of(statement(), speakers=(speaker(),))
        .to_json()
        .replace(b'"speaker":null,"speaker_confidence":null', b'"speaker":"p2","speaker_confidence":1'),
    ],
)
def test_json_that_is_no_record_is_refused_with_its_cause(data: bytes) -> None:
    with pytest.raises(InvalidRecord) as refused:
        Record.from_json(data)
    assert refused.value.__cause__ is not None


def test_fields_of_later_versions_are_left_out(record: Record) -> None:
    later = record.to_json().replace(b'"notes":', b'"replies":[["s1","s2"]],"notes":', 1)
    later = later.replace(b'"kind":', b'"wikidata":"Q1","kind":')
    assert Record.from_json(later) == record


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records of any text, with statements and speakers wherever spans fit."""
    text = draw(texts)
    offsets = st.lists(st.integers(0, len(text)), unique=True, max_size=6).map(sorted)
    roles = offsets.map(lambda at: tuple(Span(*pair) for pair in zip(at[::2], at[1::2], strict=False)))
    mentions = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(
        lambda at: at[0] < at[1]
    )
    speakers = tuple(
        Speaker(
            id=f"p{number + 1}",
            name=draw(texts),
            kind=draw(st.sampled_from(get_args(Kind))),
            names=tuple(draw(st.lists(texts, max_size=2))),
            roles=tuple(draw(st.lists(texts, max_size=2))),
            mentions=tuple(
                Span(*at) for at in sorted(draw(st.lists(mentions, unique=True, min_size=1, max_size=4)))
            ),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    statements: list[Statement] = []
    for number in range(draw(st.integers(0, 4))):
        content = draw(roles.filter(bool))
        who = draw(st.sampled_from([None, *(one.id for one in speakers)]))
        statements.append(
            Statement(
                id=f"s{number + 1}",
                speaker=who,
                speaker_confidence=None if who is None else draw(st.floats(0, 1)),
                source=draw(roles),
                cue=draw(roles),
                content=content,
                quote=words(text, content),
                manner=draw(st.sampled_from(get_args(Manner))),
                cue_lemma=draw(st.none() | texts),
                cue_tone=draw(st.sampled_from([None, *get_args(Tone)])),
                negated=draw(st.booleans()),
                hypothetical=draw(st.booleans()),
                addressee=draw(roles),
                venue=draw(roles),
                parent=draw(st.sampled_from([None, *(s.id for s in statements)])),
                confidence=draw(st.floats(0, 1)),
            )
        )
    article = Article(draw(texts), text, title=draw(st.none() | texts), authors=tuple(draw(st.lists(texts))))
    return Record(
        article=article,
        statements=tuple(statements),
        speakers=speakers,
        outlet_voice=draw(roles),
        scare_quotes=draw(roles),
        made_by=MadeBy("0", "none"),
    )


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
    one = data.draw(st.sampled_from([*read["statements"], *read["speakers"], read]))
    named = (*ROLES, "mentions", "outlet_voice", "scare_quotes")
    role = data.draw(st.sampled_from([role for role in named if one.get(role)] or [None]))
    if role is None:
        return
    one[role] = (*one[role][:-1], (one[role][-1][0], len(record.article.text) + data.draw(st.integers(1, 9))))
    with pytest.raises(InvalidRecord):
        Record.from_json(msgspec.json.encode(read))
