"""Verifications of a record's quoted spans: spans, speakers, what is quoted once."""

import msgspec
import pytest

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Speaker, Statement
from onrecord.verify import SourceIndex, Verification, verify

TEXT = (
    "“We have never closed the harbour,” Mayor Calloway said, “and nobody in this room has asked us to.” "
    "Tobias Wren said the late boat was “a promise that costs her nothing” and more. "
    "The board said nothing about the engine. Wren called her a “fair woman”."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def statement(id: str, speaker: str | None, manner: str, *content: str) -> Statement:
    return Statement(
        id=id,
        speaker=speaker,
        speaker_confidence=0.9 if speaker else None,
        content=tuple(map(at, content)),
        quote=" … ".join(content),
        manner=manner,  # type: ignore[arg-type]
        confidence=0.9,
    )


@pytest.fixture
def record() -> Record:
    return Record(
        article=Article("a", TEXT, published="2031-03-05", title="Ferry"),
        statements=(
            statement(
                "s1",
                "p1",
                "direct",
                "“We have never closed the harbour,”",
                "“and nobody in this room has asked us to.”",
            ),
            statement("s2", "p1", "mixed", "the late boat was “a promise that costs her nothing” and more"),
            statement("s3", None, "indirect", "nothing about the engine"),
            statement("s4", "p2", "mixed", "a “fair woman”"),
        ),
        speakers=(
            Speaker(
                id="p1",
                name="Mayor Calloway",
                kind="person",
                names=("Calloway",),
                mentions=(at("Mayor Calloway"),),
            ),
            Speaker(id="p2", name="Tobias Wren", kind="person", mentions=(at("Tobias Wren"),)),
        ),
        made_by=MadeBy("0", "test"),
    )


def test_each_quoted_span_of_direct_and_mixed_statements_has_one_verification(
    record: Record, index: SourceIndex
) -> None:
    found = verify(record, index)
    assert [(one.statement, one.quote) for one in found] == [
        ("s1", "We have never closed the harbour,"),
        ("s1", "and nobody in this room has asked us to."),
        ("s2", "a promise that costs her nothing"),
        ("s4", "fair woman"),
    ]
    for one in found:
        assert TEXT[one.span.start : one.span.end] == one.quote
        assert one.verdict == "verbatim" and one.found and one.found.document == "council/2031-03-04"


def test_a_speaker_who_is_not_the_sources_is_told(record: Record, index: SourceIndex) -> None:
    assert [one.speaker_agrees for one in verify(record, index)] == [True, True, False, True]


def test_a_verification_is_json_in_the_form_of_the_design(record: Record, index: SourceIndex) -> None:
    line = verify(record, index)[2].to_json()
    fields = msgspec.json.decode(line)
    assert set(fields) == {
        *("article", "statement", "span", "quote", "verdict", "severity", "found", "speaker_agrees"),
        *("article_is_older", "differences", "confidence"),
    }
    assert set(fields["found"]) == {"document", "title", "date", "speaker", "turn", "span", "text"}
    assert msgspec.json.decode(line, type=Verification) == verify(record, index)[2]


def test_a_part_is_looked_for_where_the_rest_of_the_statement_was_found(
    record: Record, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from onrecord.verify.document import Document, Turn

    short = "We have never closed the harbour"
    documents = [
        Document("other", (Turn(f"{short}. No."),), date="2031-03-05"),
        Document("home", (Turn(f"{short}, and nobody in this room has asked us to."),), date="2031-03-01"),
    ]
    index = SourceIndex.of_documents(tmp_path_factory.mktemp("near") / "index", documents)
    first, second = verify(record, index)[:2]
    assert first.found and second.found
    assert first.found.document == second.found.document == "home"


def test_a_quotation_inside_anothers_words_is_quoted_once(index: SourceIndex) -> None:
    text = "“He said ‘A ferry is a street’ twice,” she told us."
    inner = Span(text.index("A ferry"), text.index("’ twice"))
    made = Record(
        article=Article("a", text),
        statements=(
            Statement(id="s1", content=(Span(0, 38),), quote=text[:38], manner="direct", confidence=0.9),
            Statement(
                id="s2",
                content=(inner,),
                quote=text[inner.start : inner.end],
                manner="direct",
                parent="s1",
                confidence=0.9,
            ),
        ),
        made_by=MadeBy("0", "test"),
    )
    assert [one.statement for one in verify(made, index)] == ["s1"]


def test_a_direct_statement_without_marks_quotes_its_content(index: SourceIndex) -> None:
    text = "A ferry is a street. Nobody asks a street to turn a profit."
    made = Record(
        article=Article("a", text),
        statements=(
            Statement(id="s1", content=(Span(0, len(text)),), quote=text, manner="direct", confidence=0.9),
        ),
        made_by=MadeBy("0", "test"),
    )
    (one,) = verify(made, index)
    assert (one.verdict, one.span) == ("verbatim", Span(0, len(text)))
