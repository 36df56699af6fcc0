import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

import conllu
import pytest
from hypothesis import given, settings
from odd_records import odd_records, read_articles, specimens

from onrecord.article import Article
from onrecord.formats.conll import CELLS, COLUMNS, write_conll
from onrecord.record import ROLES, MadeBy, Record, Span, Statement

SPACES = {r"\s": " ", r"\t": "\t", r"\r": "\r", r"\n": "\n"}


def written(*records: Record) -> tuple[str, Sequence[str]]:
    out = io.StringIO()
    losses = write_conll(records, out)
    return out.getvalue(), losses


def counted(losses: Sequence[str]) -> Counter[str]:
    """The numbers of a report, by what tells its sentences apart."""
    names = {"no words": "article", "white space alone": "blank", "inside a word": "cut", "left off": "space"}
    found = Counter[str]()
    for loss in losses:
        (name,) = (name for words, name in names.items() if words in loss)
        found[name] = int(loss.partition(" ")[0].replace(",", ""))
    return found


def spaces(written: str) -> str:
    return re.sub(
        r"\\(?:u(....)|.)", lambda match: chr(int(match[1], 16)) if match[1] else SPACES[match[0]], written
    )


class Read:
    """A file of one article as the conllu package reads it: its text, and its spans by column and label."""

    def __init__(self, written: str) -> None:
        self.sentences = conllu.parse(written)
        self.text = ""
        self.spans: dict[tuple[str, str], list[Span]] = {}
        self.speakers: dict[str, set[str | None]] = {}
        for sentence in self.sentences:
            for token in sentence:
                self._token(token)

    def of(self, cell: str, label: str = "") -> list[Span]:
        return self.spans.get((cell, label), [])

    def _token(self, token: conllu.models.Token) -> None:
        misc = token["misc"]
        start, end = map(int, misc["TokenRange"].split(":"))
        self.text += spaces(misc.get("SpacesBefore", ""))
        assert len(self.text) == start
        self.text += token["form"]
        assert len(self.text) == end
        if misc.get("SpaceAfter") != "No":
            self.text += spaces(misc.get("SpacesAfter", r"\s"))
        for cell in CELLS:
            values = token[f"onrecord:{cell.lower()}"] or "_"
            for number, value in enumerate([] if values == "_" or cell == "SPEAKER" else values.split("|")):
                label = "" if value[2:] == "%" else unquote(value[2:])
                if cell == "CONTENT":
                    who = token["onrecord:speaker"].split("|")[number]
                    id = None if who == "_" else "" if who == "%" else unquote(who)
                    self.speakers.setdefault(label, set()).add(id)
                found = self.spans.setdefault((cell, label), [])
                if value[0] == "B":
                    found.append(Span(start, end))
                else:
                    assert value[0] == "I"
                    found[-1] = Span(found[-1].start, end)


def expected(record: Record) -> Iterable[tuple[str, str, tuple[Span, ...]]]:
    """Every span of a record, by the column and the label that it stands under."""
    for statement in record.statements:
        for role in ROLES:
            yield role.upper(), statement.id, getattr(statement, role)
    for speaker in record.speakers:
        for number, span in enumerate(speaker.mentions, start=1):
            yield "MENTION", f"{speaker.id or '%'}:{number}", (span,)
    yield "OUTLET", "", record.outlet_voice
    yield "SCARE", "", record.scare_quotes


def compare(record: Record) -> None:
    """Holds the file against the record: what it has, and what the report says it has not, is every span."""
    data, losses = written(record)
    text = record.article.text
    found = Counter[str]()
    if not text or text.isspace():
        assert data.count("\n") == 1
        found["article"] += 1
        read = Read("")
    else:
        read = Read(data)
        assert read.text == text
    for cell, label, spans in expected(record):
        kept = [span for span in spans if not text[span.start : span.end].isspace()]
        found["blank"] += len(spans) - len(kept)
        for span, other in zip(kept, read.of(cell, label), strict=True):
            found["cut"] += other.start < span.start or other.end > span.end
            found["space"] += other.start > span.start or other.end < span.end
            assert not text[span.start : max(span.start, other.start)].strip()
            assert not text[min(span.end, other.end) : span.end].strip()
            assert not re.search(r"\s", text[other.start : span.start] + text[span.end : other.end])
    assert +counted(losses) == +found
    assert read.speakers == {one.id: {one.speaker} for one in record.statements if read.of("CONTENT", one.id)}


def test_the_file_and_its_report_account_for_every_span_of_an_article() -> None:
    for record in specimens():
        compare(record)


@settings(deadline=None)
@given(record=odd_records())
def test_the_file_and_its_report_account_for_every_span_of_any_record(record: Record) -> None:
    compare(record)


def test_articles_as_they_are_read_lose_nothing() -> None:
    assert written(*read_articles())[1] == []


def test_statements_that_nest_share_cells_and_a_second_span_begins_anew(record: Record) -> None:
    rows = [line.split("\t") for line in written(record)[0].splitlines() if line[:1].isdigit()]
    content, speaker = COLUMNS.index("ONRECORD:CONTENT"), COLUMNS.index("ONRECORD:SPEAKER")
    assert [(row[1], row[content], row[speaker]) for row in rows if row[content] != "_"] == [
        ("“", "B-s1", "p1"),
        ("We", "I-s1", "p1"),
        ("lost", "I-s1", "p1"),
        (",", "I-s1", "p1"),
        ("”", "I-s1", "p1"),
        ("“", "B-s1", "p1"),
        ("but", "I-s1", "p1"),
        ("Bob", "I-s1", "p1"),
        ("never", "I-s1", "p1"),
        ("said", "I-s1", "p1"),
        ("we", "I-s1|B-s2", "p1|p2"),
        ("learned", "I-s1|I-s2", "p1|p2"),
        (".", "I-s1", "p1"),
        ("”", "I-s1", "p1"),
    ]


def test_what_is_no_span_stands_in_a_comment(record: Record) -> None:
    first, *others = Read(written(record)[0]).sentences
    assert first.metadata["newdoc id"] == "a"
    rest = json.loads(first.metadata["onrecord"])
    whole = json.loads(record.to_json())
    assert rest["made_by"] == whole["made_by"] and rest["notes"] == whole["notes"]
    assert rest["article"] | {"text": record.article.text} == whole["article"]
    for name, left_out in (("statements", {*ROLES, "quote"}), ("speakers", {"mentions"})):
        bare = [{field: one[field] for field in one.keys() - left_out} for one in whole[name]]
        assert rest[name] == bare
    assert all("onrecord" not in other.metadata for other in others)


@pytest.mark.parametrize(
    ("text", "span", "sentence"),
    [
        ("Unbelievable.", (2, 9), "1 span begins or ends inside a word and was widened to the whole of it."),
        ("Ann left. ", (3, 10), "1 span begins or ends with white space, which was left off."),
        ("Ann  left.", (3, 5), "1 span is white space alone and was left out."),
    ],
)
def test_each_loss_is_told_in_a_sentence(text: str, span: tuple[int, int], sentence: str) -> None:
    statement = Statement(
        id="s1", content=(Span(*span),), quote=text[slice(*span)], manner="direct", confidence=1
    )
    record = Record(article=Article("a", text), statements=(statement,), made_by=MadeBy("0", "none"))
    assert written(record)[1] == [sentence]
    assert written(record, record)[1][0].startswith("2 spans ")


def test_an_article_without_words_is_left_out_and_told() -> None:
    records = [
        Record(article=Article(text, text), statements=(), made_by=MadeBy("0", "none"))
        for text in ("", " \n")
    ]
    data, losses = written(*records)
    assert data == f"# global.columns = {' '.join(COLUMNS)}\n"
    assert losses == ["2 articles have no words and were left out."]


def test_accents_joined_signs_and_what_english_writes_to_a_word_are_as_people_take_them() -> None:
    text = "Zoe\u0308s cafe\u0301s 👩‍👩‍👧 Ann’s we’re don't"
    record = Record(article=Article("a", text), statements=(), made_by=MadeBy("0", "none"))
    (sentence,) = Read(written(record)[0]).sentences
    assert [token["form"] for token in sentence] == [
        "Zoe\u0308s", "cafe\u0301s", "👩‍👩‍👧", "Ann", "’s", "we", "’re", "don't"
    ]  # fmt: skip


def test_each_article_is_written_before_the_next_is_asked_for() -> None:
    out = io.StringIO()
    sizes: list[int] = []

    def records() -> Iterable[Record]:
        for number in range(3):
            sizes.append(len(out.getvalue()))
            yield Record(article=Article("a", f"Word {number}."), statements=(), made_by=MadeBy("0", "none"))

    write_conll(records(), out)
    assert sizes[0] < sizes[1] < sizes[2]
