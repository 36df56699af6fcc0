"""Records through a DocBin and back."""

import io
import sys
import time
from pathlib import Path

import msgspec
import pytest
import spacy
from made_up import full_record, record
from spacy.tokens import DocBin

from onrecord import Article, Reader, Record
from onrecord.errors import InvalidRecord, MissingExtra
from onrecord.formats.docbin import LONGEST_WORD, read_docbin, write_docbin
from onrecord.record import MadeBy, Span, Statement

ARTICLES = sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))


def written(*records: Record) -> tuple[bytes, list[str]]:
    out = io.BytesIO()
    said = write_docbin(records, out)
    return out.getvalue(), list(said)


def of_text(text: str, *content: tuple[int, int], language: str | None = "en") -> Record:
    spans = tuple(Span(*one) for one in content)
    quote = " … ".join(text[span.start : span.end] for span in spans)
    its = {"quote": quote, "manner": "indirect", "confidence": 0.5}
    return Record(
        article=Article("a", text, language=language),
        statements=(Statement(id="s1", content=spans, **its),) if spans else (),  # type: ignore[arg-type]
        made_by=MadeBy("0", "none"),
    )


def test_every_made_up_article_comes_back_as_the_record_that_was_written() -> None:
    reader = Reader()
    records = [reader.read(Article(path.name, path.read_bytes().decode())) for path in ARTICLES]
    records += [full_record(), record("Ann Smith said the boats had sunk")]
    assert len(records) > 40
    data, _ = written(*records)
    assert read_docbin(data) == records


def test_the_docs_have_the_text_and_the_span_groups_without_this_package() -> None:
    data, said = written(record("Ann Smith said the boats had sunk"))
    assert said == []
    (doc,) = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
    assert doc.text == "Ann Smith said the boats had sunk.\n"
    groups = {name: [(span.text, span.label_, span.id_) for span in some] for name, some in doc.spans.items()}
    assert {name: some for name, some in groups.items() if some} == {
        "onrecord:content": [("the boats had sunk", "content", "s1")],
        "onrecord:source": [("Ann Smith", "source", "s1")],
        "onrecord:cue": [("said", "cue", "s1")],
        "onrecord:mention": [("Ann Smith", "mention", "")],
        "onrecord": [
            ("Ann Smith", "source", "s1"),
            ("said", "cue", "s1"),
            ("the boats had sunk", "content", "s1"),
        ],
    }


def test_what_tokens_cannot_carry_is_said_and_comes_back_all_the_same() -> None:
    cut = of_text("The boats sank.", (4, 8), (11, 14))
    data, said = written(cut, record("Ann Smith said the boats had sunk"))
    assert said == [
        "2 spans in 1 article begin or end within a token: the span groups have the whole tokens, the record "
        "in the user data the exact characters"
    ]
    assert read_docbin(data)[0] == cut
    doc = next(iter(DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)))
    assert [span.text for span in doc.spans["onrecord:content"]] == ["boats", "sank"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", []),
        ("English", []),
        (None, []),
        ("de", []),
        ("../x", ["spaCy has no tokenizer here for the language '../x' of 1 article: English's was used"]),
        ("qq", ["spaCy has no tokenizer here for the language 'qq' of 1 article: English's was used"]),
    ],
)
def test_a_language_without_a_tokenizer_has_englishs_and_that_is_said(
    language: str | None, said: list[str]
) -> None:
    one = of_text("Der Rat tagt z. B. heute.", (0, 7), language=language)
    data, told = written(one)
    assert told == said
    assert read_docbin(data) == [one]


@pytest.mark.parametrize(
    "text", ["", " \n ", "\0\x01\x02", "😀\U0010ffff", "a\u2028b\r\nc\x85d", "  lead and trail  "]
)
def test_odd_texts_come_back(text: str) -> None:
    odd = of_text(text, *([(0, len(text))] if text.strip() else []))
    assert read_docbin(written(odd)[0]) == [odd]


def test_a_very_long_word_is_one_token_and_takes_no_time() -> None:
    for mark in ("'", "x", "“", "a."):
        word = mark * (50_000 // len(mark))
        long = of_text(f"He said {word} twice.", (0, 7), (8, 8 + len(word)))
        begin = time.perf_counter()
        data, said = written(long)
        assert time.perf_counter() - begin < 5
        assert said == [] and read_docbin(data) == [long]
    assert len(word) > LONGEST_WORD


def test_no_records_are_an_empty_docbin() -> None:
    data, said = written()
    assert (read_docbin(data), said) == ([], [])


def test_what_is_no_docbin_of_records_is_refused_in_a_sentence() -> None:
    data, _ = written(full_record())
    for damaged in (b"", b"nothing", data[: len(data) // 2]):
        with pytest.raises(InvalidRecord, match="this is no DocBin, or a damaged one"):
            read_docbin(damaged)
    nlp = spacy.blank("en")
    bare = DocBin(docs=[nlp("Nothing here.")], store_user_data=True).to_bytes()
    with pytest.raises(InvalidRecord, match="Doc 1 of the DocBin has no record"):
        read_docbin(bare)
    doc = nlp("Another text.")
    doc.user_data["onrecord"] = full_record().to_json().decode()
    with pytest.raises(InvalidRecord, match="of another text"):
        read_docbin(DocBin(docs=[doc], store_user_data=True).to_bytes())
    doc.user_data["onrecord"] = 12
    with pytest.raises(InvalidRecord, match="not the JSON of one"):
        read_docbin(DocBin(docs=[doc], store_user_data=True).to_bytes())


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    with pytest.raises(MissingExtra, match=r"onrecord\[spacy\]"):
        write_docbin([], io.BytesIO())


def test_a_record_of_many_fields_is_carried_whole() -> None:
    full = full_record()
    (again,) = read_docbin(written(full)[0])
    assert msgspec.to_builtins(again) == msgspec.to_builtins(full)
