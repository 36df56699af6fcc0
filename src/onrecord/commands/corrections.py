"""`onrecord corrections`: what readers say of records; taken back, taken in, given to training."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from onrecord.commands.filters import store_option
from onrecord.commands.running import SOME_SKIPPED, CouldNotRun, debug_option, failures_in_a_sentence
from onrecord.printable import printable

if TYPE_CHECKING:
    from onrecord.corrections import Kept
    from onrecord.store import Store

KINDS = ("speaker", "not_a_statement", "span", "missing", "checked")
"""Those of the corrections, here as well so that --help is fast."""


@click.group(invoke_without_command=True)
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "csv", "gold", "speakers"]),
    default="text",
    show_default=True,
    help="jsonl: what import takes; gold: annotated articles, as evaluate and training read them; speakers: "
    "who makes their attributions, as evaluate --speakers reads it.",
)
@click.option("--article", metavar="ID", help="An article's id, or #NUMBER.")
@click.option("--by", metavar="NAME", help="The name that a reader gave.")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--since", metavar="DAY", help="The first day: 2016-05-02, 2016-05 or 2016.")
@click.option("--withdrawn/--not-withdrawn", default=None, help="Those taken back, or those that are not.")
@click.option(
    "--all",
    "partly",
    is_flag=True,
    help="For gold and speakers: also articles that nobody has checked whole.",
)
@debug_option
@click.pass_context
def corrections(
    context: click.Context, /, url: str, form: str, partly: bool, debug: bool, **narrowed: Any
) -> None:
    """What readers say of the records of a store; without a command, a list of it.

    gold and speakers are about the articles that have such corrections, whoever else corrected them.
    """
    context.obj = url
    if context.invoked_subcommand is not None:
        return
    with failures_in_a_sentence(debug):
        from onrecord.store import Store

        if partly and form not in ("gold", "speakers"):
            raise click.UsageError("--all goes with --format gold or speakers.")
        with Store.open(url, read_only=True) as store:
            found = _found(store, **narrowed)
            if form in ("gold", "speakers"):
                _write_annotated(store, found, form, partly)
            else:
                _write(store, found, form)
            sys.stdout.flush()


@corrections.command()
@click.argument("number", metavar="NUMBER", type=click.IntRange(1, 1 << 53))
@click.option("--by", metavar="NAME", required=True, help="Who takes it back.")
@debug_option
@click.pass_obj
def withdraw(url: str, number: int, by: str, debug: bool) -> None:
    """Take the correction NUMBER back; it stays in the store, marked so."""
    with failures_in_a_sentence(debug):
        from onrecord.corrections import typed_name, withdraw
        from onrecord.store import Store

        with Store.open(url, create=False) as store:
            kept = withdraw(store, number, typed_name(by))
        assert kept.withdrawn is not None
        who, day = printable(kept.withdrawn.by), kept.withdrawn.at.date()
        click.echo(f"correction {number} of {printable(kept.article)} is withdrawn, by {who}, on {day}")


@corrections.command("import")
@click.argument("path", metavar="FILE")
@debug_option
@click.pass_obj
def import_(url: str, path: str, debug: bool) -> None:
    """Take in the corrections of FILE, JSON Lines from another store; - is standard input.

    Each is kept once, however often it is taken in. An article is found by its id and text; what does not fit
    it is skipped, with the reason.
    """
    with failures_in_a_sentence(debug):
        from onrecord.corrections import take_in
        from onrecord.sources.streams import READ_ERRORS, open_stream, why_unreadable
        from onrecord.store import Store

        new = known = skipped = 0
        try:
            with open_stream(path) as (_, lines), Store.open(url, create=False) as store:
                for one in take_in(store, lines):
                    if one.reason is not None:
                        skipped += 1
                        click.echo(f"{printable(path)}:{one.line}: {printable(one.reason)}", err=True)
                    elif one.is_new:
                        new += 1
                    else:
                        known += 1
        except READ_ERRORS as error:
            raise CouldNotRun(f"{printable(path)} {why_unreadable(error)}") from error
        click.echo(f"{new:,} taken in, {known:,} already there, {skipped:,} skipped")
        if skipped:
            sys.exit(SOME_SKIPPED)


def _found(store: "Store", article: str | None, since: str | None, **narrowed: Any) -> "Iterator[Kept]":
    from onrecord.corrections import corrections
    from onrecord.store.dates import first_day
    from onrecord.store.people import articles_called

    first = None if since is None else first_day(since)
    numbers = [None] if article is None else articles_called(store.database, article)
    for number in numbers:
        yield from corrections(store, article=number, since=first, **narrowed)


def _write(store: "Store", found: "Iterator[Kept]", form: str) -> None:
    from onrecord.commands.correction_rows import listed, write_csv, write_text
    from onrecord.formats.json import write_json_array, write_jsonl

    write: Any = {"text": write_text, "json": write_json_array, "jsonl": write_jsonl, "csv": write_csv}[form]
    write(listed(store, found), sys.stdout)


def _write_annotated(store: "Store", found: "Iterator[Kept]", form: str, partly: bool) -> None:
    """A line an article, or one for each of its speakers; how many are left out on standard error."""
    from onrecord.corrections import annotated
    from onrecord.formats.json import write_jsonl

    left = 0
    for number in sorted({kept.article_number for kept in found}):
        one = annotated(store, number, partly=partly)
        if one is None:
            left += 1
        else:
            write_jsonl([one.article] if form == "gold" else one.speakers, sys.stdout)
    if left:
        why = "no correction of theirs applies" if partly else "nobody has checked the whole of them (--all)"
        click.echo(f"{left:,} articles with corrections left out: {why}", err=True)
