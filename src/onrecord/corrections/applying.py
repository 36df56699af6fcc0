"""What the corrections of readers make of a record, beside what the machine made of it.

A correction is about a statement by its content: it applies to the statement of the record that has the same
content spans, whatever its label. Where the record has none, or several that nothing tells apart, it applies
to nothing and is shown as made on an earlier reading. Of those that have not been withdrawn the latest wins;
where readers disagree, that stays visible.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from onrecord.corrections.correction import (
    About,
    Checked,
    Missing,
    NotAStatement,
    OtherSpan,
    Passage,
    WrongSpeaker,
    about,
    fits,
    record_checked,
)
from onrecord.corrections.keeping import Kept
from onrecord.corrections.view import (
    Aspect,
    Corrected,
    CorrectedSpeaker,
    CorrectedStatement,
    Judged,
    Standing,
)
from onrecord.errors import InvalidCorrection
from onrecord.record import Kind, Record, Span, Speaker, Statement
from onrecord.store.names import folded


def apply(record: Record, corrections: Iterable[Kept]) -> Corrected:
    """The record with the corrections of its article applied, in whatever order they are given."""
    ordered = sorted(corrections, key=lambda kept: (kept.at, kept.number))
    checks, earlier, missing, others = list[Judged](), list[Kept](), list[Kept](), list[Kept]()
    for kept in ordered:
        if isinstance(kept.correction, Checked):
            checks.append(Judged(kept, _standing_of_check(record, kept, ordered)))
        elif not fits(kept.correction, record.article):
            earlier.append(kept)
        else:
            (missing if isinstance(kept.correction, Missing) else others).append(kept)
    drafts = [_Draft(one, about(record, one), []) for one in record.statements]
    earlier += _add(drafts, missing)
    by_content = _by_content(drafts)
    for kept in others:
        assert not isinstance(kept.correction, Missing | Checked)
        draft = _draft_of(kept.correction.about, by_content)
        if draft is None:
            earlier.append(kept)
        else:
            draft.given.append(kept)
    earlier.sort(key=lambda kept: (kept.at, kept.number))
    speakers = _Speakers(record)
    return Corrected(
        record=record,
        statements=tuple(_corrected(speakers, draft) for draft in drafts),
        checked=any(one.standing == "applied" for one in checks),
        checks=tuple(checks),
        earlier=tuple(Judged(one, "withdrawn" if one.withdrawn else "earlier reading") for one in earlier),
    )


def holds_on(check: Kept, corrections: Iterable[Kept]) -> bool:
    """Whether a check is not withdrawn, nor, since it was given, any correction that there was by then."""
    return check.withdrawn is None and not any(
        kept.at < check.at <= kept.withdrawn.at
        for kept in corrections
        if kept.withdrawn is not None and not isinstance(kept.correction, Checked)
    )


class _Draft(NamedTuple):
    """A statement, or where that is None what a reader added, and the corrections that are about it."""

    statement: Statement | None
    about: About
    given: list[Kept]

    @property
    def place(self) -> tuple[int, int, int]:
        """By where it begins in the text; of two, the one that ends later or has more content is first."""
        spans = [one.span for one in (*self.about.source, *self.about.cue, *self.about.content)]
        length = sum(one.span.end - one.span.start for one in self.about.content)
        return min(span.start for span in spans), -max(span.end for span in spans), -length


class _Who(NamedTuple):
    name: str
    aliases: tuple[str, ...]
    kind: Kind | None


def _add(drafts: list[_Draft], missing: Sequence[Kept]) -> list[Kept]:
    """Puts what readers added among the drafts; what has been withdrawn and is about none of them comes back.

    What the record has by now is a correction of that; several of the same content are about one statement.
    """
    labels = {draft.about.statement for draft in drafts}
    there_by_content = _by_content(drafts)
    together: dict[tuple[Span, ...], list[Kept]] = {}
    for kept in missing:
        assert isinstance(kept.correction, Missing)
        together.setdefault(_spans(kept.correction.content), []).append(kept)
    added, left = list[_Draft](), list[Kept]()
    for some in together.values():
        latest = next((kept for kept in reversed(some) if kept.withdrawn is None), some[-1])
        one = latest.correction
        assert isinstance(one, Missing)
        label = f"c{latest.number}"
        while label in labels:
            label += "+"
        its_about = About(statement=label, source=one.source, cue=one.cue, content=one.content)
        there = _draft_of(its_about, there_by_content)
        if there is not None:
            there.given.extend(some)
        elif latest.withdrawn is None:
            added.append(_Draft(None, its_about, some))
        else:
            left += some
    places = [draft.place for draft in drafts]
    for draft in added:
        own = draft.place
        # The record's own need not be in the order of places: what is added goes before the first behind it.
        number = next((number for number, place in enumerate(places) if place > own), len(places))
        drafts.insert(number, draft)
        places.insert(number, own)
    return left


def _by_content(drafts: Iterable[_Draft]) -> dict[tuple[Span, ...], list[_Draft]]:
    found: dict[tuple[Span, ...], list[_Draft]] = {}
    for draft in drafts:
        found.setdefault(_spans(draft.about.content), []).append(draft)
    return found


def _draft_of(wanted: About, by_content: dict[tuple[Span, ...], list[_Draft]]) -> _Draft | None:
    """The one with the same content; of several, that with the same source and cue, then the same label."""
    found = by_content.get(_spans(wanted.content), [])
    if len(found) > 1:
        found = [
            draft
            for draft in found
            if _spans(draft.about.source) == _spans(wanted.source)
            and _spans(draft.about.cue) == _spans(wanted.cue)
        ]
    if len(found) > 1:
        found = [draft for draft in found if draft.about.statement == wanted.statement]
    return found[0] if len(found) == 1 else None


def _corrected(speakers: "_Speakers", draft: _Draft) -> CorrectedStatement:
    given = sorted(draft.given, key=lambda kept: (kept.at, kept.number))
    winning: dict[Aspect, Any] = {}
    by_reader: dict[Aspect, dict[str, Any]] = {}
    for kept in given:
        if kept.withdrawn is None:
            for aspect, value in _claims(kept).items():
                winning[aspect] = value
                by_reader.setdefault(aspect, {})[kept.by] = _comparable(value)
    own = draft.statement
    speaker = None
    if "speaker" in winning:
        speaker = None if winning["speaker"] is None else speakers.called(winning["speaker"])
    elif own is not None and own.speaker is not None:
        known = speakers.by_id[own.speaker]
        speaker = CorrectedSpeaker(id=known.id, name=known.name, kind=known.kind, names=known.names)
    return CorrectedStatement(
        id=draft.about.statement,
        statement=own,
        about=draft.about,
        source=winning.get("source", _spans(draft.about.source)),
        cue=winning.get("cue", _spans(draft.about.cue)),
        content=winning.get("content", _spans(draft.about.content)),
        speaker=speaker,
        manner=winning["manner"] if own is None else winning.get("manner", own.manner),
        removed=winning.get("statement") is False,
        corrections=tuple(Judged(kept, _standing(kept, winning)) for kept in given),
        disputed=tuple(aspect for aspect, said in by_reader.items() if len(set(said.values())) > 1),
    )


def _claims(kept: Kept) -> dict[Aspect, Any]:
    """What a correction says of each aspect of its statement. All but one kind say that it is a statement."""
    match kept.correction:
        case NotAStatement():
            return {"statement": False}
        case WrongSpeaker(speaker=name, aliases=aliases, speaker_kind=kind):
            return {"statement": True, "speaker": None if name is None else _Who(name, aliases, kind)}
        case OtherSpan(role=role, passages=passages, manner=manner):
            said: dict[Aspect, Any] = {"statement": True, role: _spans(passages)}
            return said if manner is None else said | {"manner": manner}
        case Missing() as one:
            return {
                "statement": True,
                "speaker": None if one.speaker is None else _Who(one.speaker, one.aliases, one.speaker_kind),
                "source": _spans(one.source),
                "cue": _spans(one.cue),
                "content": _spans(one.content),
                "manner": one.manner,
            }
        case _:
            return {}


def _standing(kept: Kept, winning: dict[Aspect, Any]) -> Standing:
    if kept.withdrawn is not None:
        return "withdrawn"
    claims = _claims(kept)
    if claims["statement"] != winning["statement"]:
        return "overruled"
    holds = any(
        _comparable(value) == _comparable(winning[aspect])
        for aspect, value in claims.items()
        if aspect != "statement" or len(claims) == 1
    )
    return "applied" if holds else "overruled"


def _standing_of_check(record: Record, check: Kept, corrections: Sequence[Kept]) -> Standing:
    if check.withdrawn is not None:
        return "withdrawn"
    if not holds_on(check, corrections):
        return "overruled"
    assert isinstance(check.correction, Checked)
    try:
        then = record_checked(check.correction, record.article, check.made_on)
    except InvalidCorrection:
        return "earlier reading"
    return "applied" if _said(then) == _said(record) else "earlier reading"


def _said(record: Record) -> set[tuple[Any, ...]]:
    """What a reader of a record can check, whatever its labels and confidences are."""
    names: dict[str | None, str] = {one.id: one.name for one in record.speakers}
    return {
        (one.source, one.cue, one.content, one.manner, names.get(one.speaker)) for one in record.statements
    }


class _Speakers:
    """The speakers of a record, found by their names."""

    def __init__(self, record: Record) -> None:
        self.by_id = {one.id: one for one in record.speakers}
        self._by_name: dict[str, list[Speaker]] = {}
        self._by_any_name: dict[str, list[Speaker]] = {}
        for one in record.speakers:
            self._by_name.setdefault(folded(one.name), []).append(one)
            for name in {folded(name) for name in (one.name, *one.names)}:
                self._by_any_name.setdefault(name, []).append(one)

    def called(self, who: _Who) -> CorrectedSpeaker:
        """The only speaker of this name, else the only one who is also called so, else somebody new."""
        for names in (self._by_name, self._by_any_name):
            found = [one for one in names.get(folded(who.name), ()) if who.kind in (None, one.kind)]
            if len(found) == 1:
                one = found[0]
                more = (alias for alias in who.aliases if alias not in (one.name, *one.names))
                return CorrectedSpeaker(id=one.id, name=one.name, kind=one.kind, names=(*one.names, *more))
        return CorrectedSpeaker(
            id=None,
            name=who.name,
            kind=who.kind or "person",
            names=who.aliases,
            kind_known=who.kind is not None,
        )


def _comparable(value: Any) -> Any:
    """A claim so that two readers who mean the same agree: of a speaker, the folded name."""
    return folded(value.name) if isinstance(value, _Who) else value


def _spans(passages: Iterable[Passage]) -> tuple[Span, ...]:
    return tuple(one.span for one in passages)
