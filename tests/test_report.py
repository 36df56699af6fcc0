import io

import msgspec
import pytest
from rich.cells import cell_len

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Statement
from onrecord.report import write_report


def report(*records: Record) -> str:
    out = io.StringIO()
    write_report(records, out)
    return out.getvalue()


def test_a_report_reads_from_the_article_to_what_was_said_inside_what_was_said(record: Record) -> None:
    assert report(record) == (
        "A loss\n"
        "a · The Paper · C. Jones · 2026-01-02\n"
        "2 statements · 1 direct · 1 indirect · 1 uncertain\n"
        "Note: Made up.\n"
        "\n"
        "Ann Smith · said · direct · 90%\n"
        "    “We lost,” … “but Bob says we learned.”\n"
        "\n"
        "    Bob · says · indirect · uncertain, 40%\n"
        "        we learned\n"
    )


def test_colours_are_for_terminals_only(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in report(record)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in report(record)


def test_lines_fit_80_columns_and_break_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = "Zoë said " + "it has been raining in 東京 for days and days " * 9
    one = Statement(
        id="s1",
        source=(Span(0, 3),),
        content=(Span(9, len(text)),),
        quote=text[9:],
        manner="indirect",
        confidence=0.7,
    )
    shown = report(Record(article=Article("a", text), statements=(one,), made_by=MadeBy("0", "none")))
    assert all(cell_len(line) <= 80 and line == line.rstrip() for line in shown.splitlines())
    assert " ".join(shown.split()).endswith(" ".join(text[9:].split()))


def test_an_article_cannot_write_to_the_terminal_by_itself() -> None:
    article = Article("a\n\x1b[2J", "One.", title="\x1b]0;gone\x07")
    shown = report(Record(article=article, statements=(), made_by=MadeBy("0", "none")))
    assert "\x1b" not in shown and "\x07" not in shown
    assert "no statements found" in shown


def test_a_statement_nobody_is_named_for_says_so(record: Record) -> None:
    bare = msgspec.structs.replace(record.statements[0], speaker=None, source=())
    assert "(no source) · said" in report(msgspec.structs.replace(record, statements=(bare,)))


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
