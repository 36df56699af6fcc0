"""A text cut where the record says something of it: nothing lost, nothing twice, whatever overlaps."""

from typing import Any

import texts
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Speaker, Statement, words
from onrecord.web.marking import marked


@st.composite
def records(draw: Any) -> Record:
    """Records of any text, whose statements lie anywhere, across and inside one another."""
    text = draw(texts.any_texts)
    if not text:
        return Record(article=Article("a", text), statements=(), made_by=MadeBy("0", "any"))
    offsets = st.integers(0, len(text))

    def spans(least: int, most: int) -> tuple[Span, ...]:
        ends = sorted(set(draw(st.lists(offsets, min_size=2 * least, max_size=2 * most, unique=True))))
        found = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False))
        return found or ((Span(0, len(text)),) if least else ())

    speaker = Speaker(id="p1", name="Ann", kind="person", mentions=(Span(0, 1),))
    statements = []
    for number in range(draw(st.integers(0, 4))):
        content = spans(1, 3)
        statements.append(
            Statement(
                id=f"s{number}",
                source=spans(0, 1),
                cue=spans(0, 2),
                content=content,
                quote=words(text, content),
                manner="direct",
                parent=draw(st.sampled_from([None, *(one.id for one in statements)])),
                confidence=0.9,
            )
        )
    return Record(
        article=Article("a", text),
        statements=tuple(statements),
        speakers=(speaker,),
        outlet_voice=spans(0, 2),
        scare_quotes=spans(0, 2),
        made_by=MadeBy("0", "any"),
    )


@given(records())
def test_the_segments_together_are_the_text(record: Record) -> None:
    paragraphs = marked(record)
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    assert "".join(record.article.text[one.start : one.end] for one in segments) == record.article.text
    assert all(one.start < one.end for one in segments)
    for paragraph in paragraphs:
        assert paragraph.start == paragraph.segments[0].start
        assert paragraph.end == paragraph.segments[-1].end


@given(records())
def test_what_covers_a_segment_is_what_the_record_says_of_each_of_its_characters(record: Record) -> None:
    parts: dict[str, Any] = {"outlet": record.outlet_voice, "scare": record.scare_quotes}
    for paragraph in marked(record):
        for segment in paragraph.segments:
            covering = {(layer.part, layer.statement) for layer in segment.layers}
            for at in (segment.start, segment.end - 1):
                expected = {(part, -1) for part, spans in parts.items() if _covers(spans, at)}
                for number, one in enumerate(record.statements):
                    for part in ("source", "cue", "content"):
                        if _covers(getattr(one, part), at):
                            expected.add((part, number))
                assert covering == expected


@given(records())
def test_the_words_of_every_statement_are_its_quote(record: Record) -> None:
    text = record.article.text
    for number, statement in enumerate(record.statements):
        pieces: dict[int, str] = {}
        for paragraph in marked(record):
            for segment in paragraph.segments:
                for layer in segment.layers:
                    if (layer.part, layer.statement) == ("content", number):
                        pieces.setdefault(layer.piece, "")
                        pieces[layer.piece] += text[segment.start : segment.end]
        assert " … ".join(pieces[piece] for piece in sorted(pieces)) == statement.quote


@given(records())
def test_elements_open_and_close_in_pairs_within_a_paragraph(record: Record) -> None:
    firsts = []
    for paragraph in marked(record):
        stack: list[Any] = []
        for segment in paragraph.segments:
            stack += [opening.layer for opening in segment.opens]
            assert tuple(stack) == segment.layers
            del stack[len(stack) - segment.closes :]
            firsts += [(one.layer.order, one.layer.statement) for one in segment.opens if one.first]
        assert not stack
    assert len(firsts) == len(set(firsts))


@given(records())
def test_what_is_not_shown_leaves_no_mark(record: Record) -> None:
    wanted = {one.id for one in record.statements[::2]}
    seen = {
        layer.statement
        for paragraph in marked(record, wanted)
        for segment in paragraph.segments
        for layer in segment.layers
    }
    assert {record.statements[number].id for number in seen if number >= 0} == wanted


def test_a_statement_lies_within_the_one_that_it_is_made_inside_of() -> None:
    text = "Ann said Bob had said no"
    outer = Statement(id="s1", content=(Span(9, 24),), quote=text[9:], manner="indirect", confidence=1)
    inner = Statement(
        id="s2", content=(Span(22, 24),), quote="no", manner="indirect", parent="s1", confidence=1
    )
    record = Record(article=Article("a", text), statements=(outer, inner), made_by=MadeBy("0", "any"))
    (paragraph,) = marked(record)
    assert [layer.statement for layer in paragraph.segments[-1].layers] == [0, 1]
    assert [layer.depth for layer in paragraph.segments[-1].layers] == [0, 1]


def test_words_that_are_asked_for_may_run_past_the_end() -> None:
    record = Record(article=Article("a", "We lost."), statements=(), made_by=MadeBy("0", "any"))
    (paragraph,) = marked(record, asked_for=[Span(3, 900), Span(901, 902)])
    assert [(one.start, one.end, len(one.layers)) for one in paragraph.segments] == [(0, 3, 0), (3, 8, 1)]


def test_a_line_is_a_paragraph_unless_the_text_is_wrapped() -> None:
    def starts(text: str) -> list[int]:
        record = Record(article=Article("a", text), statements=(), made_by=MadeBy("0", "any"))
        return [paragraph.start for paragraph in marked(record)]

    assert starts("\n\nWe lost.\nHe won.\n\n") == [0, 11]
    assert starts("we lost\nand they\nwon the\ncup\n\nNo.") == [0, 30]


def _covers(spans: tuple[Span, ...], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)
