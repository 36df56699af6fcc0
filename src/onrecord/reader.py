"""The way of an article through the stages, in one place: article in, record out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from onrecord.article import Article
from onrecord.language import is_english, language_of
from onrecord.record import MadeBy, Record, Span, Speaker, Statement, words
from onrecord.speakers.identification import Gathered, identify
from onrecord.speakers.network import SpeakerNetwork
from onrecord.speakers.speakers import Identified, SpeakerDraft
from onrecord.statements.assembly import Draft, Spans
from onrecord.statements.extraction import extract
from onrecord.statements.model import BUNDLED, Model
from onrecord.version import __version__
from onrecord.voice.voicing import Voiced, voices

# What the confidence of a statement is multiplied by in a text that is not in the model's language.
FOREIGN = 0.3


class Reader:
    """Reads articles and puts on record who says what. Loading one takes a fraction of a second: keep it.

    `model` is a folder with a model's files, the bundled one by default; `threads` are those of one reading.
    Raises UnreadableModel where the folder holds no model.
    """

    def __init__(self, model: Path | None = None, threads: int = 1) -> None:
        self._model = Model(model or BUNDLED, threads)
        self._speakers = SpeakerNetwork(threads=threads)
        self._made_by = MadeBy(__version__, self._model.settings.name)

    def read(self, article: str | Article) -> Record:
        """The record of one article; a bare text is an article with an empty id.

        Raises InvalidArticle where the text has a lone surrogate, TypeError for anything but these two.
        """
        if isinstance(article, str):
            article = Article(id="", text=article)
        elif not isinstance(article, Article):
            raise TypeError(f"a reader reads str or Article, not {type(article).__name__}")
        gathered = Gathered()
        voiced: list[Voiced] = []
        outlet: Spans = ()
        scare: Spans = ()
        for passage in extract(article.text, self._model):
            gathered.add(passage, self._speakers)
            heard = voices(passage)
            voiced += heard.statements
            outlet += heard.outlet
            scare += heard.scare_quotes
        who = identify(article.text, gathered, self._speakers)
        language = article.language or language_of(article.text)
        notes, trust = _trust(language, given=article.language is not None)
        return Record(
            article=msgspec.structs.replace(article, language=language),
            statements=tuple(
                _statement(article.text, number, gathered.drafts, voiced, who, trust)
                for number in range(len(gathered.drafts))
            ),
            speakers=tuple(_speaker(number, draft) for number, draft in enumerate(who.speakers)),
            outlet_voice=_spans(outlet),
            scare_quotes=_spans(scare),
            notes=notes,
            made_by=self._made_by,
        )

    def read_many(self, articles: Iterable[str | Article]) -> Iterator[Record]:
        """The records of articles, in order, each as soon as it is asked for; one is in memory at a time.

        Windows are read one at a time, cues in small batches within an article: larger batches leave the
        processor's cache, and batches over articles would make a record depend on what was read with it.
        """
        return map(self.read, articles)


def _trust(language: str | None, given: bool) -> tuple[tuple[str, ...], float]:
    """What is to be noted of a text's language, and what its confidences are multiplied by."""
    if language is None or is_english(language):
        return (), 1.0
    known = "is given as" if given else "seems to be"
    return (f"The language {known} {language!r}; the model has learnt English only.",), FOREIGN


def _statement(
    text: str, number: int, drafts: list[Draft], voiced: list[Voiced], who: Identified, trust: float
) -> Statement:
    draft, how = drafts[number], voiced[number]
    content = _spans(draft.content)
    speaker = who.of[number]
    return Statement(
        id=f"s{number + 1}",
        speaker=None if speaker is None else f"p{speaker + 1}",
        speaker_confidence=None if speaker is None else round(who.sure[number] * trust, 3),
        source=_spans(draft.source),
        cue=_spans(draft.cue),
        content=content,
        quote=words(text, content),
        manner=how.manner,
        cue_lemma=how.framing.cue_lemma,
        cue_tone=how.framing.cue_tone,
        negated=how.framing.negated,
        hypothetical=how.framing.hypothetical,
        addressee=_spans(how.addressee),
        venue=_spans(how.venue),
        parent=None if draft.parent is None else f"s{draft.parent + 1}",
        confidence=round(draft.confidence * trust, 3),
    )


def _speaker(number: int, draft: SpeakerDraft) -> Speaker:
    return Speaker(
        id=f"p{number + 1}",
        name=draft.name,
        kind=draft.kind,
        names=draft.names,
        roles=draft.roles,
        mentions=_spans(draft.mentions),
    )


def _spans(spans: Spans) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in spans)
