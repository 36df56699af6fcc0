import io
from typing import Any

import msgspec
import pytest
from rich.cells import cell_len

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Speaker, Statement
from onrecord.report import STRETCHES_SHOWN, write_report

WORDS = "one two three four five six seven eight nine ten eleven twelve"


def report(*records: Record) -> str:
    out = io.StringIO()
    write_report(records, out)
    return out.getvalue()


def changed(record: Record, number: int = 0, **changes: Any) -> Record:
    """The record with one of its statements changed."""
    statements = list(record.statements)
    statements[number] = msgspec.structs.replace(statements[number], **changes)
    return msgspec.structs.replace(record, statements=tuple(statements))


def with_speaker(record: Record, **changes: Any) -> Record:
    """The record with its first speaker changed."""
    first, *others = record.speakers
    return msgspec.structs.replace(record, speakers=(msgspec.structs.replace(first, **changes), *others))


def said(number: int, **fields: Any) -> Statement:
    """A statement of one of the words of WORDS, counted from 1."""
    word = WORDS.split()[number - 1]
    start = f" {WORDS} ".index(f" {word} ")
    content = (Span(start, start + len(word)),)
    given = {"id": f"s{number}", "content": content, "quote": word, "manner": "indirect", "confidence": 0.9}
    return Statement(**given | fields)


def record_of(*statements: Statement, **fields: Any) -> Record:
    return Record(article=Article("a", WORDS), statements=statements, made_by=MadeBy("0", "none"), **fields)


def test_a_report_reads_from_the_article_over_its_speakers_to_the_outlet(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert report(record) == (
        "A loss\n"
        "a · The Paper · C. Jones · 2026-01-02\n"
        "2 statements · 1 direct · 1 indirect · 1 uncertain\n"
        "2 speakers\n"
        "Note: Made up.\n"
        "\n"
        "Ann Smith · person · Mayor · also Smith · 1 statement\n"
        "  s1  insisted (distancing) · to reporters · at a rally · direct · 90%\n"
        "      “We lost,” … “but Bob never said we learned.”\n"
        "\n"
        "      s2  Bob · never said · not said · indirect · uncertain, 40% · speaker uncertain, 70%\n"
        "          we learned\n"
        "\n"
        "Reported by others only\n"
        "  Bob · person · 1 statement · s2 inside s1 (Ann Smith)\n"
        "\n"
        "In the outlet’s own voice · 1 stretch\n"
        "  – The “experts” stayed at home\n"
        "\n"
        "Scare quotes: “experts”\n"
    )


def test_statements_stand_with_their_speakers_in_order_and_those_of_nobody_known_last() -> None:
    bob, ann = (
        Speaker(id=f"p{number}", name=name, kind="person", mentions=(Span(0, 1),))
        for number, name in ((1, "Bob"), (2, "Ann"))
    )
    record = record_of(
        said(1),
        said(2, speaker="p2", speaker_confidence=1.0),
        said(3, speaker="p1", speaker_confidence=1.0),
        said(4, speaker="p2", speaker_confidence=1.0),
        said(5, speaker="p2", speaker_confidence=1.0, parent="s3"),
        speakers=(bob, ann),
    )
    lines = report(record).splitlines()
    assert [line for line in lines if line and line[0] != " "][2:] == [
        "2 speakers · 1 statement without a speaker",
        "Ann · person · 3 statements · s5 inside s3 (Bob)",
        "Bob · person · 1 statement",
        "Speaker unknown · 1 statement",
    ]
    assert [line.split()[0] for line in lines if line.lstrip()[:1] == "s"] == ["s2", "s4", "s3", "s5", "s1"]


def test_the_source_is_shown_where_it_does_not_name_the_speaker(record: Record) -> None:
    he = record.article.text.index("We")
    pronoun = changed(record, source=(Span(he, he + 2),))
    assert "s1  We insisted (distancing)" in report(pronoun)
    after = changed(record, source=record.statements[0].addressee)
    assert "s1  insisted (distancing) reporters" in report(after)
    assert "s1  (no source) insisted" in report(changed(record, source=()))
    assert "s1  (no source or cue) · " in report(changed(record, source=(), cue=()))
    assert "s1  (no cue) · " in report(changed(record, cue=()))


def test_a_statement_nobody_is_known_to_have_made_shows_its_source_as_written(record: Record) -> None:
    shown = report(changed(record, speaker=None, speaker_confidence=None))
    assert "Speaker unknown · 1 statement\n  s1  Mayor Ann Smith insisted (distancing)" in shown
    assert "Bob · person · 1 statement · s2 inside s1\n" in shown


def test_unnamed_speakers_are_counted(record: Record) -> None:
    assert "2 speakers · 1 unnamed\n" in report(with_speaker(record, kind="unnamed", name="official"))


def test_roles_that_repeat_one_before_and_names_beyond_the_third_are_left_out(record: Record) -> None:
    shown = report(
        with_speaker(record, roles=("former Mayor", "mayor", "judge", "cook"), names=tuple("ABCDE"))
    )
    assert "Ann Smith · person · former Mayor · judge · also A, B, C, 2 more · 1 statement\n" in shown


def test_only_a_tone_that_is_not_neutral_is_shown(record: Record) -> None:
    assert "insisted · to" in report(changed(record, cue_tone="neutral"))
    assert "insisted · to" in report(changed(record, cue_tone=None))


def test_what_may_be_said_one_day_is_marked(record: Record) -> None:
    assert "insisted (distancing) · hypothetical · to" in report(changed(record, hypothetical=True))


def test_whom_and_where_are_not_said_twice(record: Record) -> None:
    start, end = record.statements[0].cue[0].start, record.statements[0].venue[0].end
    assert "insisted to reporters at a rally (distancing) · direct" in report(
        changed(record, cue=(Span(start, end),))
    )


def test_a_speaker_is_called_uncertain_below_a_limit_only(record: Record) -> None:
    assert "speaker uncertain" not in report(changed(record, 1, speaker_confidence=0.75))
    assert "speaker uncertain, 74%" in " ".join(report(changed(record, 1, speaker_confidence=0.74)).split())


@pytest.mark.parametrize("more", [0, 2])
def test_the_first_stretches_of_the_outlet_are_shown_and_the_others_counted(more: int) -> None:
    count = STRETCHES_SHOWN + more
    spans = tuple(Span(2 * number, 2 * number + 1) for number in range(count))
    shown = report(
        Record(
            article=Article("a", "x " * count), statements=(), outlet_voice=spans, made_by=MadeBy("0", "none")
        )
    )
    assert f"In the outlet’s own voice · {count} stretches\n" in shown
    assert shown.count("\n  – ") == STRETCHES_SHOWN
    assert ("\n    … and 2 more\n" in shown) == bool(more)


def test_an_outlet_that_says_nothing_itself_has_no_section() -> None:
    assert report(record_of()) == "a\nno statements found\n"


def test_colours_are_for_terminals_only(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in report(record)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = report(record)
    assert "\x1b[2m  s1  \x1b[0m\x1b[3minsisted\x1b[0m\x1b[35m (distancing)\x1b[0m · to reporters" in shown
    assert "\n      “We lost,” … “but Bob never said we learned.”\n" in shown


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_lines_fit_the_columns_and_break_between_words(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = "Zoë said " + "it has been raining in 東京 for days and days " * 9
    one = Statement(
        id="s1",
        speaker="p1",
        speaker_confidence=0.5,
        source=(Span(0, 3),),
        content=(Span(9, len(text)),),
        quote=text[9:],
        manner="indirect",
        confidence=0.7,
    )
    who = Speaker(
        id="p1",
        name="Zoë",
        kind="person",
        names=("The Weather Bureau of the Northern Coast",) * 5,
        roles=("the weather " * 30,),
        mentions=(Span(0, 3),),
    )
    shown = report(
        Record(
            article=Article("a", text),
            statements=(one,),
            speakers=(who,),
            outlet_voice=(Span(9, len(text)),),
            scare_quotes=tuple(Span(at, at + 9) for at in range(9, 90, 9)),
            made_by=MadeBy("0", "none"),
        )
    )
    assert all(cell_len(line) <= columns and line == line.rstrip() for line in shown.splitlines())
    assert " ".join(shown.split()).count(" ".join(text[9:].split())) == 2


def test_an_article_cannot_write_to_the_terminal_by_itself() -> None:
    bad = "One\n\x1b[2J\x07 two"
    spans = (Span(0, len(bad)),)
    statements = tuple(
        Statement(
            id=f"s\x1b{number}",
            speaker=who,
            speaker_confidence=0.1 if who else None,
            source=spans,
            cue=spans,
            content=spans,
            quote=bad,
            manner="indirect",
            addressee=(Span(0, 6),),
            venue=spans,
            parent=parent,
            confidence=0.9,
        )
        for number, who, parent in ((1, "p1", None), (2, "p2", "s\x1b1"), (3, None, None))
    )
    speakers = tuple(
        Speaker(id=f"p{n}", name=f"A\x1b{n}", kind="person", names=(bad,), roles=(bad,), mentions=spans)
        for n in (1, 2)
    )
    shown = report(
        Record(
            article=Article("a\n\x1b[2J", bad, outlet=bad, title="\x1b]0;gone\x07", authors=(bad,)),
            statements=statements,
            speakers=speakers,
            outlet_voice=spans,
            scare_quotes=spans,
            notes=(bad,),
            made_by=MadeBy("0", "none"),
        )
    )
    assert "\x1b" not in shown and "\x07" not in shown
    assert "One �[2J� two" in shown


def test_notes_on_the_article_stand_with_those_on_the_reading(record: Record) -> None:
    article = msgspec.structs.replace(record.article, notes=("Read as UTF-16.",))
    assert "Note: Read as UTF-16.\nNote: Made up." in report(msgspec.structs.replace(record, article=article))


def test_statements_nested_however_deep_are_shown() -> None:
    text = "word " * 200
    deep = tuple(
        Statement(
            id=f"s{n}",
            content=(Span(5 * n, 5 * n + 4),),
            quote="word",
            manner="indirect",
            parent=f"s{n - 1}" if n else None,
            confidence=1.0,
        )
        for n in range(200)
    )
    shown = report(Record(article=Article("a", text), statements=deep, made_by=MadeBy("0", "none")))
    assert shown.split().count("word") == 200
