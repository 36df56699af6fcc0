"""The real reader on the example article."""

import json
import subprocess
import sys
from pathlib import Path

from onrecord import Article, Reader, Record

EXAMPLE = Path(__file__).parents[1] / "examples" / "demo.txt"
COMMAND = [sys.executable, "-c", "from onrecord.cli import main; main()", "read", str(EXAMPLE)]


def test_the_example_article_has_statements_with_sources_and_exact_words() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    record = Reader().read(Article("demo", text, title="Example"))
    assert record.article.title == "Example"
    assert len(record.statements) >= 3
    assert any(statement.source for statement in record.statements)
    assert all(statement.quote.split(" … ")[0] in text for statement in record.statements)


def test_the_command_prints_the_record_that_the_reader_makes() -> None:
    done = subprocess.run([*COMMAND, "--format", "json"], capture_output=True, check=True)
    printed = Record.from_json(done.stdout)
    made = Reader().read(Article(str(EXAMPLE), EXAMPLE.read_text(encoding="utf-8")))
    assert printed.statements == made.statements
    assert json.loads(done.stdout)["made_by"]["model"]


def test_the_report_shows_every_statement() -> None:
    done = subprocess.run(COMMAND, capture_output=True, check=True)
    shown = " ".join(done.stdout.decode().split())
    for statement in Reader().read(EXAMPLE.read_text(encoding="utf-8")).statements:
        assert " ".join(statement.quote.split()) in shown
