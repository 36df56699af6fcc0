"""A record with the corrections of readers applied, as a record that everything else can take."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from onrecord.corrections.applying import apply
from onrecord.corrections.keeping import Kept
from onrecord.corrections.view import Corrected, CorrectedSpeaker, CorrectedStatement
from onrecord.record import Record, Span, Speaker, Statement, words
from onrecord.store.names import folded

SURE = 1.0
"""The confidence of what a reader has said."""


def corrected_record(record: Record, corrections: Iterable[Kept]) -> Record:
    """The record with the corrections of its article applied; itself where none apply.

    Statements that readers removed are gone, what stood inside them stands where they stood; those that they
    added have ids such as "c12". What a reader has said has confidence 1. Another cue keeps lemma and tone
    only where it shares words with the one before. A note says how many corrections are applied. `made_by`
    stays, and so do the mentions of speakers whom the record has.
    """
    corrected = apply(record, corrections)
    if not corrected.applied:
        return record
    speakers = _Speakers(record)
    parents = {one.id: one.parent for one in record.statements}
    removed = {one.id for one in corrected.statements if one.removed}
    statements = list[Statement]()
    for one in corrected.statements:
        if one.removed:
            continue
        speaker = None if one.speaker is None else speakers.id_of(one.speaker, one)
        if one.statement is None:
            statements.append(_added(record, one, speaker))
        else:
            parent = parents[one.id]
            while parent in removed:
                parent = parents[parent]
            statements.append(replace(_changed(record, one, speaker), parent=parent))
    added = {one.id for one in corrected.statements if one.statement is None}
    return replace(
        record,
        statements=tuple(_nested(statements, added)),
        speakers=tuple(speakers.all),
        notes=(*record.notes, _note(corrected), *speakers.notes),
    )


class _Speakers:
    """The speakers of a record, and those whom readers named besides."""

    def __init__(self, record: Record) -> None:
        self.all = list(record.speakers)
        self.notes = list[str]()
        self._record = record
        self._new: dict[tuple[str, str], int] = {}

    def id_of(self, wanted: CorrectedSpeaker, statement: CorrectedStatement) -> str:
        """The id of a statement's speaker, who is added where the record has no such."""
        key = (wanted.kind, folded(wanted.name))
        if wanted.id is not None:
            place = next(place for place, one in enumerate(self.all) if one.id == wanted.id)
        elif key in self._new:
            place = self._new[key]
        else:
            place = self._new[key] = len(self.all)
            self.all.append(
                Speaker(
                    id=self._free_id(),
                    name=wanted.name,
                    kind=wanted.kind,
                    mentions=self._mentions(wanted, statement),
                )
            )
        one = self.all[place]
        more = [name for name in wanted.names if name not in (one.name, *one.names)]
        self.all[place] = replace(one, names=(*one.names, *more))
        return one.id

    def _free_id(self) -> str:
        known = {one.id for one in self.all}
        return next(id for number in range(1, len(known) + 2) if (id := f"r{number}") not in known)

    def _mentions(self, speaker: CorrectedSpeaker, statement: CorrectedStatement) -> tuple[Span, ...]:
        """Where the name or one of the other names stands; else the source, else what the speaker says."""
        text = self._record.article.text
        for name in (speaker.name, *speaker.names):
            found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            if mentions := tuple(Span(*match.span()) for match in found):
                return mentions
        if statement.source:
            return statement.source
        self.notes.append(f"The article does not name {speaker.name}, whom a reader named.")
        return statement.content


def _added(record: Record, one: CorrectedStatement, speaker: str | None) -> Statement:
    return Statement(
        id=one.id,
        speaker=speaker,
        speaker_confidence=None if speaker is None else SURE,
        source=one.source,
        cue=one.cue,
        content=one.content,
        quote=words(record.article.text, one.content),
        manner=one.manner,
        confidence=SURE,
    )


def _changed(record: Record, one: CorrectedStatement, speaker: str | None) -> Statement:
    """The machine's statement with what readers say of it; as it was where nothing of that applies."""
    old = one.statement
    assert old is not None
    if not one.applied:
        return old
    same_cue = one.cue == old.cue or any(
        a.start < b.end and b.start < a.end for a in one.cue for b in old.cue
    )
    named = any("speaker" in kept.correction.__struct_fields__ for kept in one.applied)
    sure = SURE if named else old.speaker_confidence
    return replace(
        old,
        speaker=speaker,
        speaker_confidence=None if speaker is None else sure,
        source=one.source,
        cue=one.cue,
        content=one.content,
        quote=words(record.article.text, one.content),
        manner=one.manner,
        cue_lemma=old.cue_lemma if same_cue else None,
        cue_tone=old.cue_tone if same_cue else None,
        confidence=SURE,
    )


def _nested(statements: Sequence[Statement], added: set[str]) -> Iterator[Statement]:
    """Statements with the parents that additions bring: inside is what lies wholly in another's content."""
    # Where the content begins and ends of those before, all of them and the added ones: most are far away.
    of_all, of_added = list[tuple[int, int, Statement]](), list[tuple[int, int, Statement]]()
    for one in statements:
        start, end = one.content[0].start, one.content[-1].end
        is_added = one.id in added
        before = of_all if is_added else of_added
        around = [other for first, last, other in before if first <= start and end <= last]
        around = [other for other in around if _inside(one, other)] if one.parent is None else []
        yield replace(one, parent=min(around, key=_length).id) if around else one
        of_all.append((start, end, one))
        if is_added:
            of_added.append((start, end, one))


def _inside(one: Statement, other: Statement) -> bool:
    spans = (*one.source, *one.cue, *one.content)
    within = all(any(o.start <= s.start and s.end <= o.end for o in other.content) for s in spans)
    return within and one.content != other.content


def _length(one: Statement) -> int:
    return sum(span.end - span.start for span in one.content)


def _note(corrected: Corrected) -> str:
    count = corrected.applied
    return (
        "1 correction by readers is applied."
        if count == 1
        else f"{count} corrections by readers are applied."
    )
