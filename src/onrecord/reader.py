"""The way of an article through the stages, in one place: article in, record out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from onrecord.article import Article
from onrecord.language import is_english, language_of
from onrecord.record import MadeBy, Record, Span, Statement, words
from onrecord.statements.assembly import Draft, Spans
from onrecord.statements.extraction import extract
from onrecord.statements.model import BUNDLED, Model
from onrecord.version import __version__

# What the confidence of a statement is multiplied by in a text that is not in the model's language.
FOREIGN = 0.3


class Reader:
    """Reads articles and puts on record who says what. Loading one takes a fraction of a second: keep it.

    `model` is a folder with a model's files, the bundled one by default; `threads` are those of one reading.
    Raises UnreadableModel where the folder holds no model.
    """

    def __init__(self, model: Path | None = None, threads: int = 1) -> None:
        self._model = Model(model or BUNDLED, threads)
        self._made_by = MadeBy(__version__, self._model.settings.name)

    def read(self, article: str | Article) -> Record:
        """The record of one article; a bare text is an article with an empty id.

        Raises InvalidArticle where the text has a lone surrogate, TypeError for anything but these two.
        """
        if isinstance(article, str):
            article = Article(id="", text=article)
        elif not isinstance(article, Article):
            raise TypeError(f"a reader reads str or Article, not {type(article).__name__}")
        return self._record(article, extract(article.text, self._model))

    def read_many(self, articles: Iterable[str | Article]) -> Iterator[Record]:
        """The records of articles, in order, each as soon as it is asked for; one is in memory at a time.

        Windows are read one at a time, cues in small batches within an article: larger batches leave the
        processor's cache, and batches over articles would make a record depend on what was read with it.
        """
        return map(self.read, articles)

    def _record(self, article: Article, drafts: list[Draft]) -> Record:
        language = article.language or language_of(article.text)
        notes: tuple[str, ...] = ()
        trust = 1.0
        if language is not None and not is_english(language):
            trust = FOREIGN
            known = "is given as" if article.language else "seems to be"
            notes = (f"The language {known} {language!r}; the model has learnt English only.",)
        return Record(
            article=article if article.language else msgspec.structs.replace(article, language=language),
            statements=tuple(
                _statement(article.text, number, drafts, trust) for number in range(len(drafts))
            ),
            notes=notes,
            made_by=self._made_by,
        )


def _statement(text: str, number: int, drafts: list[Draft], trust: float) -> Statement:
    draft = drafts[number]
    speaking = draft if draft.carried is None else drafts[draft.carried]
    content = _spans(draft.content)
    return Statement(
        id=f"s{number + 1}",
        speaker=words(text, _spans(speaking.source)) or None,
        source=_spans(draft.source),
        cue=_spans(draft.cue),
        content=content,
        quote=words(text, content),
        manner=draft.manner,
        parent=None if draft.parent is None else f"s{draft.parent + 1}",
        confidence=round(draft.confidence * trust, 3),
    )


def _spans(spans: Spans) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in spans)
