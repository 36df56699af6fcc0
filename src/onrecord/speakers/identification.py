"""A text's passages in, its speakers out: the stages of this folder in order.

Mentions and sources are found passage by passage, while the encoder's vectors are at hand; whom they stand
for is told over the whole text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.speakers.mentions import Mention, find_mentions
from onrecord.speakers.name_agreement import name_spans
from onrecord.speakers.network import SpeakerNetwork
from onrecord.speakers.resolve import resolve
from onrecord.speakers.sources import Source, SourceReader
from onrecord.speakers.speakers import Identified, identified
from onrecord.speakers.tokens import tokens_of
from onrecord.statements.assembly import Draft, Spans
from onrecord.statements.extraction import Passage


@dataclass(slots=True)
class Gathered:
    """What the passages of a text hold, all offsets and numbers counted over the whole text.

    sources, phrases   of each draft: what its source comes down to, and the characters of its noun phrase
    words, sentences, paragraphs   how many there were so far
    """

    mentions: list[Mention] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    phrases: list[Spans] = field(default_factory=list)
    words: int = 0
    sentences: int = 0
    paragraphs: int = 0

    def add(self, passage: Passage, network: SpeakerNetwork) -> None:
        """Takes in the mentions and sources of the next passage."""
        if not len(passage.words.start):
            return
        tokens = tokens_of(passage.text, passage.words, passage.sentences)
        names = name_spans(tokens, network.name_scores(passage.lower, passage.words.case))
        mentions = find_mentions(tokens, names, passage.lower)
        reader = SourceReader(tokens, mentions, passage.lower)
        moved = _Moved(self, passage.start)
        self.mentions += moved.mentions(mentions)
        for draft in passage.drafts:
            source = reader.read(draft)
            first, last = source.phrase
            self.phrases.append(
                ((passage.start + tokens.start[first], passage.start + tokens.end[last - 1]),)
                if first < last
                else ()
            )
            self.sources.append(moved.source(source))
        self.drafts += moved.drafts(passage.drafts)
        self.words += len(passage.words.start)
        self.sentences += len(passage.sentences)
        self.paragraphs += len(passage.words.paragraphs)


def identify(text: str, gathered: Gathered, network: SpeakerNetwork) -> Identified:
    """The speakers of a text, and of each draft its speaker and how sure that is."""
    resolved = resolve(text, gathered.mentions, gathered.sources, gathered.drafts, network.choose)
    return identified(text, resolved, gathered.sources, gathered.phrases, network.threshold)


class _Moved:
    """Moves what a passage holds to where it stands in the whole text; of a text's first passage nothing."""

    def __init__(self, before: Gathered, characters: int) -> None:
        self._characters = characters
        self._words = before.words
        self._sentences = before.sentences
        self._paragraphs = before.paragraphs
        self._drafts = len(before.drafts)
        self._done: dict[Mention, Mention] = {}  # by identity; keeps its keys, whose ids would be used again

    def mention(self, mention: Mention) -> Mention:
        if not self._words:
            return mention
        if mention not in self._done:
            self._done[mention] = self._shifted(mention)
        return self._done[mention]

    def _shifted(self, mention: Mention) -> Mention:
        characters, words = self._characters, self._words
        return replace(
            mention,
            start=mention.start + characters,
            end=mention.end + characters,
            first=mention.first + words,
            last=mention.last + words,
            word=mention.word + words,
            sentence=mention.sentence + self._sentences,
            paragraph=mention.paragraph + self._paragraphs,
            owner=mention.owner + words if mention.owner >= 0 else -1,
            title=None
            if mention.title is None
            else (mention.title[0] + characters, mention.title[1] + characters),
            vector=mention.vector.copy(),  # a view would keep all the vectors of its passage
        )

    def mentions(self, mentions: Iterable[Mention]) -> list[Mention]:
        return [self.mention(mention) for mention in mentions]

    def source(self, source: Source) -> Source:
        return replace(
            source, mention=self.mention(source.mention), members=tuple(self.mentions(source.members))
        )

    def drafts(self, drafts: Iterable[Draft]) -> list[Draft]:
        def shifted(spans: Spans) -> Spans:
            return tuple((start + self._characters, end + self._characters) for start, end in spans)

        def later(place: int | None) -> int | None:
            return None if place is None else place + self._drafts

        return [
            replace(
                d,
                source=shifted(d.source),
                cue=shifted(d.cue),
                content=shifted(d.content),
                parent=later(d.parent),
                carried=later(d.carried),
            )
            for d in drafts
        ]
