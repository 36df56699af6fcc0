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

from onrecord.commands.verify import against_option, index_option
from onrecord.errors import OnRecordError
from onrecord.printable import printable
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.evaluation import Evaluation
    from onrecord.record import Record
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
@against_option
@index_option
@_debug
def read(paths: tuple[str, ...], form: str, against: tuple[str, ...], index: str | None, debug: bool) -> None:
    """Read articles and print what is on the record in them.

    PATH is a file, a folder, a pattern such as 'news/*.txt', or - for standard input. It holds plain text,
    or JSON Lines with a "text" field; either may be gzipped. With --against, quotations are checked as well.
    """
    with _failures_in_a_sentence(debug):
        from onrecord.reader import Reader
        from onrecord.sources import open_paths
        from onrecord.tally import Tally

        with Tally(open_paths(paths)) as tally:
            if against or index:
                from onrecord.commands.read_against import write_verified

                write_verified(tally, against, index, form)
            else:
                _write(tally.records(Reader()), form, tally)
            sys.stdout.flush()
        if not tally.read:
            what = "nothing could be read" if tally.skipped else "there are no files to read"
            raise _CouldNotRun(what)
        if tally.skipped:
            sys.exit(SOME_SKIPPED)


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@against_option
@index_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "html"]),
    default="text",
    show_default=True,
    help="text: the quotation over its source; jsonl: a verification a line; html: a page.",
)
@_debug
def verify(
    paths: tuple[str, ...], against: tuple[str, ...], index: str | None, form: str, debug: bool
) -> None:
    """Check the quotations of articles against source documents: transcripts, speeches, subtitles.

    PATH is as for read. SOURCES are indexed once; --index alone checks against what an index already holds.
    """
    with _failures_in_a_sentence(debug):
        from onrecord.commands.verify import verify_paths

        if code := verify_paths(paths, against, index, form):
            sys.exit(code)


@main.command()
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--save",
    metavar="FILE",
    type=click.File("wb", lazy=False),
    help="Write the attributions found, a JSON line an article.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_debug
def evaluate(gold: str, save: BinaryIO | None, form: str, debug: bool) -> None:
    """Measure accuracy and speed on annotated articles.

    GOLD is JSON Lines, gzipped or not, with "id", "text" and "annotators" as in PolNeAR. Statements inside
    another statement are left out of the scores, because that annotation is flat.
    """
    with _failures_in_a_sentence(debug):
        import msgspec

        from onrecord.evaluation import evaluate, prediction_line, read_gold
        from onrecord.reader import Reader

        evaluation, records = evaluate(read_gold(gold), Reader().read_many)
        if save:
            save.writelines(prediction_line(record) for record in records)
        if form == "json":
            click.echo(msgspec.json.format(msgspec.json.encode(evaluation)).decode())
        else:
            _print_table(evaluation)


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
