"""The command line. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 finished with some articles skipped (each named, with why), 2 could not run; 130 and 141
where it was interrupted or its reader went away.
What a command needs is imported when it runs, so that `--help` is fast.
"""

import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from onrecord.commands.audit import audit
from onrecord.commands.corrections import corrections
from onrecord.commands.export import export
from onrecord.commands.families import families
from onrecord.commands.ingest import ingest
from onrecord.commands.mcp import mcp
from onrecord.commands.output import forms_help, output_option
from onrecord.commands.running import SOME_SKIPPED, CouldNotRun, debug_option, failures_in_a_sentence
from onrecord.commands.search import search
from onrecord.commands.serve import serve
from onrecord.commands.source_options import settings_of, source_options
from onrecord.commands.speakers import speakers
from onrecord.commands.store import store
from onrecord.commands.verify import against_option, index_option
from onrecord.formats import FORMS
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.evaluation import Evaluation
    from onrecord.speaker_evaluation import SpeakerFigures


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
    type=click.Choice(["text", *FORMS]),
    default="text",
    show_default=True,
    help=f"text: A readable report. {forms_help(FORMS)} One article alone is an object in json.",
)
@output_option
@against_option
@index_option
@source_options
@debug_option
def read(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    against: tuple[str, ...],
    index: str | None,
    columns: tuple[str, ...],
    fetch: bool,
    allow_private: bool,
    debug: bool,
) -> None:
    """Read articles and print what is on the record in them.

    PATH is a file, a folder, a pattern such as 'news/*.txt', - for standard input, or a URL. It holds plain
    text, an HTML page, an RSS or Atom feed, JSON Lines, CSV or Parquet with an article in each row, or a WARC
    or ARC file; which, is told by the content and the ending. Any of them may be gzipped. With --against,
    quotations are checked as well; the format is then text, json or jsonl. What a format cannot carry is told
    on standard error.
    """
    with failures_in_a_sentence(debug):
        from onrecord.commands.read import write_read
        from onrecord.sources import open_paths
        from onrecord.tally import Tally

        settings = settings_of(columns, fetch, allow_private)
        with Tally(open_paths(paths, settings)) as tally:
            write_read(tally, form, output, against, index)
            sys.stdout.flush()
        if not tally.read:
            what = "nothing could be read" if tally.skipped else "there are no files to read"
            raise CouldNotRun(what)
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
@debug_option
def verify(
    paths: tuple[str, ...], against: tuple[str, ...], index: str | None, form: str, debug: bool
) -> None:
    """Check the quotations of articles against source documents: transcripts, speeches, subtitles.

    PATH is as for read. SOURCES are indexed once; --index alone checks against what an index already holds.
    """
    with failures_in_a_sentence(debug):
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
@click.option(
    "--speakers",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Measure speakers as well: JSON Lines that name who makes some of the attributions of GOLD.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@debug_option
def evaluate(gold: str, save: BinaryIO | None, speakers: str | None, form: str, debug: bool) -> None:
    """Measure accuracy and speed on annotated articles.

    GOLD is JSON Lines, gzipped or not, with "id", "text" and "annotators" as in PolNeAR. Statements inside
    another statement are left out of the scores, because that annotation is flat.

    The lines of --speakers have "id", "index" (the position of an attribution in the article's first list),
    "speaker", "aliases", "kind" and "manner".
    """
    with failures_in_a_sentence(debug):
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


for command in (
    ingest, search, families, audit, corrections, export, speakers, store, serve, mcp,
):  # fmt: skip
    main.add_command(command)
