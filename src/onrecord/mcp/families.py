"""The tool families: all versions of a quotation in a store, who printed which, and what each changed."""

from itertools import islice
from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import NAMES, PASSAGES, PRINTINGS, RESULTS, VERSIONS
from onrecord.mcp.passages import Passage, clipped, counted, joined, passage, quoted, shown
from onrecord.mcp.searching import Limit, Narrowing, Records, Skip, going_on
from onrecord.mcp.statements import ROOM, fitting
from onrecord.verify.families import Family, Printing, Version, families, pending
from onrecord.verify.family_changes import Change
from onrecord.verify.severity import Category


class FamiliesArguments(Narrowing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which quotations: those with a statement that the search finds, printed by so many outlets."""

    min_outlets: Annotated[int, Meta(ge=1, le=1_000, description="Copies of one text count once.")] = 1
    changed: Annotated[bool, Meta(description="Only where words were altered or left out within.")] = False
    limit: Limit = RESULTS
    skip: Skip = 0


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation in an article: the exact words, whom it is ascribed to there, and with which cue.

    `copy_of` is the number of an earlier article with the same text.
    """

    article_number: int
    article: str
    outlet: str | None
    day: str | None
    statement: str
    speaker: str | None
    cue: str | None
    negated: bool
    hypothetical: bool
    words: tuple[Passage, ...]
    copy_of: int | None


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """Words that differ, as this and as the earlier version has them, null where it has none."""

    here: str | None
    earlier: str | None
    category: Category | None


class QuotationVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A wording. `change` is how it stands to the version `against`, counted from 0; `meaning`: the reader is
    told something else. `printings_left_out` counts those for which there is no room.
    """

    change: Change
    against: int | None
    meaning: bool
    differences: tuple[Changed, ...]
    printings: tuple[Printed, ...]
    printings_left_out: int


class QuotationFamily(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of a quotation in the order of time. `independent` is how many outlets printed it but for
    copies of one text; `speakers_differ`: it is ascribed to different people.
    """

    number: int
    first_day: str | None
    last_day: str | None
    outlets: int
    independent: int
    speakers: tuple[str, ...]
    speakers_differ: bool
    cues: tuple[str, ...]
    versions: tuple[QuotationVersion, ...]
    versions_left_out: int


class FamiliesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Quotations, those of most outlets first; `next_skip` is null where there are no more.

    `articles_not_taken_up` are articles of the store whose quotations are not among them yet.
    """

    families: tuple[QuotationFamily, ...]
    articles_not_taken_up: int
    next_skip: int | None
    note: str | None


def versions(desk: Desk, asked: FamiliesArguments) -> FamiliesAnswer:
    """The families found. Raises InvalidSearch."""
    search = asked.search()
    with desk.opened() as store:
        left = pending(store)
        found = families(store, search, min_outlets=asked.min_outlets, changed=asked.changed)
        there = list(islice(found, asked.skip + asked.limit + 1))
        records = Records(store)
        fit = fitting(_family(one, records) for one in there[asked.skip : asked.skip + asked.limit])
    next_skip, note = going_on(asked.skip, len(fit), len(there))
    if left:
        taken = f"Not taken up yet: {counted(left, 'article')}; `onrecord families` takes them up."
        note = f"{note} {taken}" if note else taken
    return FamiliesAnswer(families=fit, articles_not_taken_up=left, next_skip=next_skip, note=note)


def _family(one: Family, records: Records) -> QuotationFamily:
    kept = fitting((_version(version, one, records) for version in one.versions[:VERSIONS]), ROOM // 2)
    return QuotationFamily(
        number=one.number,
        first_day=one.first_day,
        last_day=one.last_day,
        outlets=one.outlets,
        independent=one.independent,
        speakers=tuple(clipped(name) or "" for name in one.speakers[:NAMES]),
        speakers_differ=one.speakers_differ,
        cues=tuple(clipped(cue) or "" for cue in one.cues[:NAMES]),
        versions=kept,
        versions_left_out=len(one.versions) - len(kept),
    )


def _version(one: Version, family: Family, records: Records) -> QuotationVersion:
    earlier = "" if one.against is None else family.versions[one.against].text
    return QuotationVersion(
        change=one.change,
        against=one.against,
        meaning=one.meaning,
        differences=tuple(
            Changed(
                here=clipped(one.text[each.here.start : each.here.end]) if each.here else None,
                earlier=clipped(earlier[each.there.start : each.there.end]) if each.there else None,
                category=each.category,
            )
            for each in one.differences[:NAMES]
        ),
        printings=tuple(_printed(each, records) for each in one.printings[:PRINTINGS]),
        printings_left_out=max(0, len(one.printings) - PRINTINGS),
    )


def _printed(one: Printing, records: Records) -> Printed:
    text = records.of(one.article_number).article.text
    return Printed(
        article_number=one.article_number,
        article=clipped(one.article) or "",
        outlet=clipped(one.outlet),
        day=one.day,
        statement=one.statement,
        speaker=clipped(one.speaker),
        cue=clipped(one.cue),
        negated=one.negated,
        hypothetical=one.hypothetical,
        words=fitting((passage(text, span) for span in one.spans[:PASSAGES]), ROOM // 12),
        copy_of=one.copy_of,
    )


def versions_shown(answer: FamiliesAnswer) -> str:
    """The answer as text."""
    lines = []
    for one in answer.families:
        days = " to ".join(dict.fromkeys(day for day in (one.first_day, one.last_day) if day))
        lines.append(
            joined(
                [
                    f"quotation {one.number}",
                    f"{counted(one.outlets, 'outlet')}, {one.independent:,} independently",
                    days,
                    f"ascribed to {'; '.join(one.speakers) or 'nobody named'}",
                    "ASCRIBED TO DIFFERENT PEOPLE" if one.speakers_differ else None,
                ]
            )
        )
        for number, version in enumerate(one.versions):
            against = "" if version.against is None else f" (against version {version.against})"
            meaning = ", the reader is told something else" if version.meaning else ""
            lines.append(f"  version {number}: {version.change}{against}{meaning}")
            for each in version.differences:
                here = quoted(each.here) if each.here is not None else "nothing"
                there = quoted(each.earlier) if each.earlier is not None else "nothing"
                lines.append(f"    has {here} for {there}" + (f" ({each.category})" if each.category else ""))
            for printed in version.printings:
                lines += _printed_lines(printed)
            if version.printings_left_out:
                lines.append(f"    and {version.printings_left_out:,} more articles")
        if one.versions_left_out:
            lines.append(f"  and {one.versions_left_out:,} more versions")
        lines.append("")
    return "\n".join([*lines, *([answer.note] if answer.note else [])])


def _printed_lines(one: Printed) -> list[str]:
    place = joined(
        [
            f"article #{one.article_number}, statement {one.statement}",
            one.outlet or one.article,
            one.day,
            f"speaker: {one.speaker or 'UNKNOWN: the text does not tell who it is'}",
            one.cue,
            "the text says that this was NOT said" if one.negated else None,
            "hypothetical: not said, or not yet" if one.hypothetical else None,
            f"the text of article #{one.copy_of}" if one.copy_of is not None else None,
        ]
    )
    return [f"    {place}", *(f"      {shown(each)}" for each in one.words)]
