"""The command line. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 finished with some articles skipped (each named, with why), 2 could not run; 130 and 141
where it was interrupted or its reader went away.
What a command needs is imported when it runs, so that `--help` is fast.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

import click

from onrecord.errors import OnRecordError
from onrecord.printable import printable
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.evaluation import Evaluation
    from onrecord.record import Record
    from onrecord.speaker_evaluation import SpeakerFigures
    from onrecord.tally import Tally

SOME_SKIPPED = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130
"""128 + SIGINT, as a shell reports it."""
BROKEN_PIPE = 141
"""128 + SIGPIPE, as a shell reports it."""

_debug = click.option("--debug", is_flag=True, help="Show the traceback of an error.")


class _CouldNotRun(click.ClickException):
    exit_code = COULD_NOT_RUN


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Who said what in news articles: every statement, its source, its cue and its exact words."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help="text: a readable report; json: a record, or an array of them; jsonl: a record a line; "
    "csv: a statement a row.",
)
@_debug
def read(paths: tuple[str, ...], form: str, debug: bool) -> None:
    """Read articles and print what is on the record in them.

    PATH is a file, a folder, a pattern such as 'news/*.txt', or - for standard input. It holds plain text,
    or JSON Lines with a "text" field; either may be gzipped.
    """
    with _failures_in_a_sentence(debug):
        from onrecord.reader import Reader
        from onrecord.sources import open_paths
        from onrecord.tally import Tally

        with Tally(open_paths(paths)) as tally:
            _write(tally.records(Reader()), form, tally)
            sys.stdout.flush()
        if not tally.read:
            what = "nothing could be read" if tally.skipped else "there are no files to read"
            raise _CouldNotRun(what)
        if tally.skipped:
            sys.exit(SOME_SKIPPED)


@main.command()
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--save",
    metavar="FILE",
    type=click.File("wb", lazy=False),
    help="Write the attributions found, a JSON line an article.",
)
@click.option(
    "--speakers",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Measure speakers as well: JSON Lines that name who makes some of the attributions of GOLD.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_debug
def evaluate(gold: str, save: BinaryIO | None, speakers: str | None, form: str, debug: bool) -> None:
    """Measure accuracy and speed on annotated articles.

    GOLD is JSON Lines, gzipped or not, with "id", "text" and "annotators" as in PolNeAR. Statements inside
    another statement are left out of the scores, because that annotation is flat.

    The lines of --speakers have "id", "index" (the position of an attribution in the article's first list),
    "speaker", "aliases", "kind" and "manner".
    """
    with _failures_in_a_sentence(debug):
        import msgspec

        from onrecord.evaluation import evaluate, prediction_line, read_gold
        from onrecord.reader import Reader
        from onrecord.speaker_evaluation import by_article, figures, judge, read_speaker_gold

        articles = read_gold(gold)
        named = read_speaker_gold(speakers) if speakers else []
        by_article(articles, named)  # what does not fit the articles is refused before they are read
        evaluation, records = evaluate(articles, Reader().read_many)
        found = figures(judge(articles, named, records), len(named)) if named else None
        if save:
            save.writelines(prediction_line(record) for record in records)
        if form == "json":
            both = msgspec.to_builtins(evaluation) | ({"speakers": found} if found else {})
            click.echo(msgspec.json.format(msgspec.json.encode(both)).decode())
        else:
            _print_table(evaluation)
            if found:
                _print_speakers(found)


def _write(records: Iterator["Record"], form: str, tally: "Tally") -> None:
    from onrecord.formats.csv import write_csv
    from onrecord.formats.json import write_json_array, write_jsonl

    if form == "text":
        from onrecord.report import write_report

        write_report(records, sys.stdout)
    elif form == "csv":
        write_csv(records, sys.stdout)
    elif form == "jsonl":
        write_jsonl(records, sys.stdout)
    else:
        first = list(islice(records, 2))
        if len(first) == 1 and not tally.skipped:
            write_jsonl(first, sys.stdout)
        elif first:
            write_json_array(chain(first, records), sys.stdout)


def _print_table(evaluation: "Evaluation") -> None:
    click.echo(f"{'':14}  {'precision':>9}  {'recall':>6}  {'F1':>5}")
    for measure, score in evaluation.measures.items():
        click.echo(f"{measure:14}  {score.precision:9.1%}  {score.recall:6.1%}  {score.f1:5.1%}")
    click.echo(
        f"articles: {evaluation.articles:,}; {evaluation.words:,} words in {evaluation.seconds:.1f} seconds: "
        f"{evaluation.words_per_second:,.0f} words a second"
    )


def _print_speakers(found: "SpeakerFigures") -> None:
    click.echo(f"\nspeakers of {found.annotated:,} attributions, of which {found.found:,} were found")
    for name, share, note in (
        ("right", found.right, ""),
        ("wrong", found.wrong, ""),
        ("none", found.none, ""),
        (
            "pronouns",
            found.pronouns_right,
            f"right of {found.pronouns:,} whose source is a pronoun or missing",
        ),
        ("kind", found.kind, "right of those with the right speaker"),
        ("manner", found.manner, "right"),
    ):
        click.echo(f"{name:14}  {share:9.1%}  {note}".rstrip())


@contextmanager
def _failures_in_a_sentence(debug: bool) -> Iterator[None]:
    """Ends the command with its exit code and one sentence, whatever was raised, or a traceback."""
    try:
        yield
    except BrokenPipeError:
        # What is still buffered would fail again when the interpreter flushes it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except click.ClickException:
        raise
    except Exception as error:
        if debug:
            traceback.print_exc()
            sys.exit(COULD_NOT_RUN)
        raise _CouldNotRun(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    if isinstance(error, OnRecordError):
        return printable(str(error))
    what = printable(f"{type(error).__name__}: {error}")
    return f"this should not have happened: {what} (--debug shows the traceback)"
