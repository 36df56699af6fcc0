"""Records as a spaCy DocBin: Docs of the articles' texts with the records on them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InvalidRecord, MissingExtra
from onrecord.extras import library
from onrecord.formats.spacy_docs import record_of, set_record
from onrecord.record import Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LONGEST_WORD = 1_000
"""Characters without white space that are one token, whatever they are: spaCy's tokenizers take minutes for
some tens of thousands of quotation marks in a row."""

_LONG_WORD = re.compile(rf"(\S{{{LONGEST_WORD},}})")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def write_docbin(records: Iterable[Record], out: BinaryIO) -> Sequence[str]:
    """Writes a Doc for each record; sentences on what its tokens and span groups could not carry.

    The Docs' tokens are those of a blank pipeline in the article's language; docs/spacy.md has the span
    groups. The record itself is in the user data, whole. A DocBin is made in memory. Raises MissingExtra.
    """
    tokens = library("spacy.tokens", "spacy")
    docbin = tokens.DocBin(store_user_data=True)
    tokenizers = _Tokenizers()
    differing = articles = 0
    for record in records:
        doc = _doc(tokenizers.of(record.article.language), record.article.text)
        its = set_record(doc, record)
        differing += its
        articles += its > 0
        docbin.add(doc)
    out.write(docbin.to_bytes())
    return [*tokenizers.said(), *_differing(differing, articles)]


def read_docbin(data: bytes) -> list[Record]:
    """The records in a DocBin that `write_docbin` wrote, or that was made of Docs with records on them.

    Raises InvalidRecord where it is no DocBin or a Doc has no record, MissingExtra.
    """
    tokens, vocab = library("spacy.tokens", "spacy"), library("spacy.vocab", "spacy").Vocab()
    try:
        docs: list[Doc] = list(tokens.DocBin().from_bytes(data).get_docs(vocab))
    except Exception as error:  # Whatever numpy, msgpack and spaCy make of damaged bytes.
        raise InvalidRecord(f"this is no DocBin, or a damaged one: {error}") from error
    return [_record(number, doc) for number, doc in enumerate(docs, start=1)]


def _record(number: int, doc: "Doc") -> Record:
    record = record_of(doc)
    if record is None:
        raise InvalidRecord(f"Doc {number} of the DocBin has no record on it")
    return record


class _Tokenizers:
    """Blank pipelines by language, made as they are needed; English where spaCy has none."""

    def __init__(self) -> None:
        self._made: dict[str, Language] = {}
        self._missing: Counter[str] = Counter()

    def of(self, language: str | None) -> "Language":
        """The pipeline for an article's language."""
        code = re.split("[-_]", (language or "en").strip().lower(), maxsplit=1)[0]
        code = "en" if code == "english" else code
        if code not in self._made:
            self._made[code] = _blank(code) or self._made.get("en") or _english()
        if self._made[code].lang == "en" and code not in ("en", "eng"):
            self._missing[code] += 1
        return self._made[code]

    def said(self) -> Iterable[str]:
        """What is to be said of languages without a tokenizer."""
        for code, count in sorted(self._missing.items()):
            articles = "1 article" if count == 1 else f"{count:,} articles"
            yield f"spaCy has no tokenizer here for the language {code!r} of {articles}: English's was used"


def _blank(code: str) -> "Language | None":
    """A blank pipeline; None where spaCy has not that language, or lacks a library for it."""
    if not _LANGUAGE.fullmatch(code):
        return None
    try:
        blank: Language = library("spacy", "spacy").blank(code)
    except ImportError:
        return None
    return blank


def _english() -> "Language":
    english = _blank("en")
    if english is None:
        raise MissingExtra("spaCy has no English here: pip install 'onrecord[spacy]'")
    return english


def _doc(pipeline: "Language", text: str) -> "Doc":
    """The text's tokens, a very long word as one."""
    pieces = _LONG_WORD.split(text)
    if len(pieces) == 1:
        return pipeline.tokenizer(text)
    docs = [
        _one_token(pipeline.vocab, piece) if number % 2 else pipeline.tokenizer(piece)
        for number, piece in enumerate(pieces)
        if piece
    ]
    whole: Doc | None = library("spacy.tokens", "spacy").Doc.from_docs(docs, ensure_whitespace=False)
    assert whole is not None
    return whole


def _one_token(vocab: "Vocab", word: str) -> "Doc":
    doc: Doc = library("spacy.tokens", "spacy").Doc(vocab, words=[word], spaces=[False])
    return doc


def _differing(spans: int, articles: int) -> Iterable[str]:
    if spans:
        yield (
            f"{spans:,} span{'' if spans == 1 else 's'} in {articles:,} "
            f"article{'' if articles == 1 else 's'} begin or end within a token: the span groups have the "
            "whole tokens, the record in the user data the exact characters"
        )
