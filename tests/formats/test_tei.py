import io
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from lxml import etree
from made_up import full_record
from odd_records import odd_records, specimens

from onrecord.article import Article
from onrecord.errors import InvalidRecord
from onrecord.formats.tei import write_tei
from onrecord.formats.tei_elements import NAMESPACE, XML_ID
from onrecord.formats.tei_reading import read_tei
from onrecord.record import MadeBy, Record, Span, Statement

SUBSET = Path(__file__).parent / "schemas" / "tei_subset.rng"
TEI = f"{{{NAMESPACE}}}"


@cache
def schema() -> etree.RelaxNG:
    """The TEI's own grammar of the elements that are written."""
    return etree.RelaxNG(etree.parse(SUBSET))


def written(*records: Record) -> tuple[bytes, Sequence[str]]:
    out = io.BytesIO()
    losses = write_tei(records, out)
    return out.getvalue(), losses


def valid(data: bytes) -> etree._Element:
    """The document, which the schema has to accept and whose pointers have to lead somewhere."""
    root = etree.fromstring(data)
    schema().assertValid(root)
    ids = {element.get(XML_ID) for element in root.iter()} - {None}
    for element in root.iter():
        for name in ("target", "ana", "who", "ref", "next", "prev", "corresp", "fVal"):
            for pointer in element.get(name, "").split():
                assert pointer[1:] in ids, f"{name}={pointer}"
    return root


def body(root: etree._Element) -> str:
    (found,) = root.iterfind(f".//{TEI}body")
    return "".join(found.itertext())


def bare(text: str, *contents: tuple[int, int], **more: object) -> Record:
    statements = tuple(
        Statement(id=f"s{n}", content=(Span(a, b),), quote=text[a:b], manner="direct", confidence=1)
        for n, (a, b) in enumerate(contents)
    )
    return Record(article=Article("a", text), statements=statements, made_by=MadeBy("0", "none"), **more)  # type: ignore[arg-type]


def test_every_record_is_valid_tei_whose_body_is_the_text() -> None:
    for record in specimens():
        root = valid(written(record)[0])
        text = record.article.text
        assert len(body(root)) == len(text)
        assert all(
            a == b or unicodedata.category(b) in ("Cc", "Cn") for a, b in zip(body(root), text, strict=True)
        )


def test_a_corpus_is_valid_and_comes_back_whole() -> None:
    records = [one for one in specimens() if one.article.id not in ("nul", full_record().article.id)]
    data, losses = written(*records)
    assert losses == []
    assert valid(data).tag == f"{TEI}teiCorpus"
    assert list(read_tei(io.BytesIO(data))) == records


def test_content_is_said_by_somebody_and_names_refer_to_the_same(record: Record) -> None:
    root = valid(written(record)[0])
    said = root.findall(f".//{TEI}said")
    assert [("".join(one.itertext()), one.get("direct"), one.get("who")) for one in said] == [
        ("“We lost,”", "true", "#a1.p1"),
        ("“but Bob never said we learned.”", "true", "#a1.p1"),
        ("we learned", "false", "#a1.p2"),
    ]
    assert [(one.text, one.get("ref")) for one in root.findall(f".//{TEI}body//{TEI}persName")] == [
        ("Ann Smith", "#a1.p1"),
        ("Bob", "#a1.p2"),
    ]
    assert [one.text for one in root.iter(f"{TEI}soCalled")] == ["“experts”"]
    person = root.find(f".//{TEI}listPerson/{TEI}person")
    assert person is not None
    assert [(one.get("type"), one.text) for one in person] == [
        ("main", "Ann Smith"), ("other", "Smith"), ("role", "Mayor")
    ]  # fmt: skip


def test_statements_that_overlap_are_in_pieces_that_point_at_each_other() -> None:
    record = bare("one two three", (0, 7), (4, 13))
    data, losses = written(record)
    said = valid(data).findall(f".//{TEI}said")
    assert [("".join(one.itertext()), one.get("next"), one.get("prev")) for one in said] == [
        ("one two", None, None),
        ("two", "#a1.s2.content1.2", None),
        (" three", None, "#a1.s2.content1"),
    ]
    assert losses == []
    assert list(read_tei(io.BytesIO(data))) == [record]


def test_paragraphs_keep_the_white_space_after_them_and_a_statement_goes_on_in_the_next() -> None:
    record = bare("\n “One\r\n\r\n\ttwo”\n", (2, 16))
    data, _ = written(record)
    paragraphs = valid(data).findall(f".//{TEI}p[{TEI}said]")
    assert ["".join(one.itertext()) for one in paragraphs] == ["\n “One\r\n\r\n\t", "two”\n"]
    assert list(read_tei(io.BytesIO(data))) == [record]


def test_what_xml_cannot_have_is_replaced_by_something_visible_and_counted() -> None:
    record = bare("a\0b\x1b\ufffe\n\x85\u2028\ud7ff😀", (0, 5))
    data, losses = written(record)
    assert body(valid(data)) == "a␀b␛\ufffd\n\x85\u2028\ud7ff😀"
    assert losses == ["3 characters that XML cannot have were replaced by visible ones."]
    (read,) = read_tei(io.BytesIO(data))
    assert read.statements[0].content == (Span(0, 5),)


def test_hostile_text_stays_text() -> None:
    text = "]]></body></text></TEI><!-- --><?x?>&amp;&lol;<said who='#a1.p1'>\"'"
    article = Article(text, text, text, text, text, (text,), text, text, (text,))
    record = msgspec.structs.replace(
        bare(text, (0, 9)), article=article, notes=(text,), made_by=MadeBy(text, text)
    )
    data, losses = written(record)
    root = valid(data)
    assert body(root) == text
    assert not list(root.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity))
    assert losses == []
    assert list(read_tei(io.BytesIO(data))) == [record]


@settings(deadline=None)
@given(record=odd_records())
def test_any_record_is_valid_and_comes_back_but_for_the_characters_that_are_counted(record: Record) -> None:
    data, losses = written(record)
    valid(data)
    (read,) = read_tei(io.BytesIO(data))
    if losses:
        spans = [(one.source, one.cue, one.content, one.addressee, one.venue) for one in record.statements]
        assert [
            (one.source, one.cue, one.content, one.addressee, one.venue) for one in read.statements
        ] == spans
        assert [one.mentions for one in read.speakers] == [one.mentions for one in record.speakers]
    else:
        assert read == record


def test_without_a_record_the_file_says_what_is_wrong_with_it() -> None:
    data, losses = written()
    assert losses == ["There was no article, and a TEI corpus without one is not valid."]
    assert list(read_tei(io.BytesIO(data))) == []


def test_records_are_written_one_at_a_time() -> None:
    sizes: list[int] = []
    out = io.BytesIO()

    def records() -> Iterable[Record]:
        for number in range(6):
            sizes.append(len(out.getvalue()))
            yield bare(f"{number} " * 1000)

    write_tei(records(), out)
    assert sizes[:2] == [0, 0]
    assert all(after - before > 2000 for before, after in pairwise(sizes[2:]))


@pytest.mark.parametrize(
    "data",
    [
        b"no XML",
        b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>",
        b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>A.</p></body></text></TEI>",
    ],
)
def test_what_holds_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidRecord):
        list(read_tei(io.BytesIO(data)))


def test_entities_are_not_expanded() -> None:
    data, _ = written(bare("Harmless."))
    hostile = data.replace(b"<TEI", b"<!DOCTYPE TEI [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><TEI", 1)
    (read,) = read_tei(io.BytesIO(hostile.replace(b"Harmless.", b"Harm&x;less.")))
    assert read.article.text == "Harm&x;less."


def test_comments_of_others_are_no_text() -> None:
    data, _ = written(bare("Harmless.", (4, 9)))
    (read,) = read_tei(io.BytesIO(data.replace(b"Harm", b"Ha<!-- why? -->rm<?x y?>", 1)))
    assert read == bare("Harmless.", (4, 9))
