"""How often a statement has the right speaker, on articles whose speakers were named by a reader."""

import os
import re
from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec

from onrecord.errors import InvalidGold
from onrecord.evaluation import GoldArticle, attributions_of, gold_lines
from onrecord.measures import paired
from onrecord.record import Kind, Manner, Record
from onrecord.speakers.gazetteer import honorific
from onrecord.speakers.names import folded
from onrecord.speakers.pronouns import PRONOUNS, RELATIVES

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARTICLES = frozenset(("the", "a", "an"))


class GoldSpeaker(msgspec.Struct, frozen=True):
    """Who makes an attribution: `index` is its position in the first annotator's list of article `id`."""

    id: str
    index: Annotated[int, msgspec.Meta(ge=0)]
    speaker: str
    aliases: tuple[str, ...]
    kind: Kind
    manner: Manner
    sure: bool = True


class SpeakerJudgement(msgspec.Struct, frozen=True):
    """One attribution that was found, beside what is right; `name` and `kind` are null where none was given.

    `unnamed_source` says that its source is a pronoun or missing.
    """

    gold: GoldSpeaker
    name: str | None
    kind: Kind | None
    manner: Manner
    confidence: float | None
    source: str
    unnamed_source: bool

    @property
    def right(self) -> bool:
        return self.name is not None and same_name(self.name, (self.gold.speaker, *self.gold.aliases))


class SpeakerFigures(msgspec.Struct, frozen=True):
    """Shares of the attributions found (0 to 1): those with the right speaker, a wrong one, none, and so on.

    `pronouns_right` is the share of those whose source is a pronoun or missing that have the right speaker;
    `kind` the share of the right ones whose kind is right; `manner` the share of all whose manner is right.
    """

    annotated: int
    found: int
    right: float
    wrong: float
    none: float
    pronouns: int
    pronouns_right: float
    kind: float
    manner: float


def read_speaker_gold(path: str | os.PathLike[str]) -> list[GoldSpeaker]:
    """The attributions of a file, JSON Lines, gzipped or not, with a line for each.

    Raises InvalidGold where the file or any line of it is something else.
    """
    return gold_lines(path, _gold_speaker, "speakers")


def _gold_speaker(place: str, line: bytes) -> GoldSpeaker:
    try:
        return msgspec.json.decode(line, type=GoldSpeaker)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InvalidGold(f"{place} does not name a speaker: {error}") from error


def same_name(name: str, accepted: Iterable[str]) -> bool:
    """Whether a name is one of those accepted, without regard to case, titles, articles and punctuation."""
    return _plain(name) in {_plain(other) for other in accepted}


def _plain(name: str) -> tuple[str, ...]:
    words = [folded(word) for word in _WORD.findall(name.replace("’", "'").replace(".", ""))]
    rest = [word for word in words if word not in _ARTICLES and honorific(word) is None]
    return tuple(rest or words)


def by_article(
    gold: Sequence[GoldArticle], speakers: Sequence[GoldSpeaker]
) -> dict[str, dict[int, GoldSpeaker]]:
    """The speakers by article and index; an article for which none is named has no entry.

    Raises InvalidGold where a speaker belongs to no attribution of the articles, or is a second one for it.
    """
    found: dict[str, dict[int, GoldSpeaker]] = {}
    counts = {article.id: len(article.attributions) for article in gold}
    for one in speakers:
        if one.id not in counts:
            raise InvalidGold(f"a speaker is named for {one.id}, which is not among the articles")
        if one.index >= counts[one.id]:
            raise InvalidGold(f"{one.id} has no attribution number {one.index}, for which a speaker is named")
        named = found.setdefault(one.id, {})
        if one.index in named:
            raise InvalidGold(f"attribution number {one.index} of {one.id} has two speakers")
        named[one.index] = one
    return found


def judge(
    gold: Sequence[GoldArticle], speakers: Sequence[GoldSpeaker], records: Sequence[Record]
) -> list[SpeakerJudgement]:
    """The attributions with a named speaker that a reading found, each beside what is right.

    Raises InvalidGold as `by_article` does.
    """
    of_article = by_article(gold, speakers)
    judged = []
    for article, record in zip(gold, records, strict=True):
        named = of_article.get(article.id, {})
        statements = [s for s in record.statements if s.parent is None]
        for place, found in paired(article.text, article.attributions, attributions_of(record)):
            if place in named:
                statement = statements[found]
                speaker = record.speaker_of(statement)
                source = record.words(article.attributions[place].source)
                judged.append(
                    SpeakerJudgement(
                        gold=named[place],
                        name=speaker.name if speaker else None,
                        kind=speaker.kind if speaker else None,
                        manner=statement.manner,
                        confidence=statement.speaker_confidence,
                        source=source,
                        unnamed_source=not source
                        or source.lower() in PRONOUNS
                        or source.lower() in RELATIVES,
                    )
                )
    return judged


def figures(judged: Sequence[SpeakerJudgement], annotated: int) -> SpeakerFigures:
    """The figures of what was found, of `annotated` attributions in all."""
    right = [one for one in judged if one.right]
    pronouns = [one for one in judged if one.unnamed_source]
    return SpeakerFigures(
        annotated=annotated,
        found=len(judged),
        right=_share(len(right), len(judged)),
        wrong=_share(sum(one.name is not None and not one.right for one in judged), len(judged)),
        none=_share(sum(one.name is None for one in judged), len(judged)),
        pronouns=len(pronouns),
        pronouns_right=_share(sum(one.right for one in pronouns), len(pronouns)),
        kind=_share(sum(one.kind == one.gold.kind for one in right), len(right)),
        manner=_share(sum(one.manner == one.gold.manner for one in judged), len(judged)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
