"""`onrecord export`: a store, or what a search finds in it, as JSON Lines, CSV or Parquet."""

import sys
from typing import Any

import click

from onrecord.commands.filters import narrowing, search_of, store_option
from onrecord.commands.running import CouldNotRun, debug_option, failures_in_a_sentence


@click.command()
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@narrowing
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="csv and parquet: a row a statement; jsonl: see --rows.",
)
@click.option(
    "--rows",
    type=click.Choice(["records", "statements"]),
    help="What a line of jsonl is; by default a whole record, as read prints it, or, where the search "
    "narrows, a statement.",
)
@click.option("--corrected", is_flag=True, help="Whole records with the corrections of readers applied.")
@click.option("--output", "-o", metavar="FILE", help="A file instead of standard output.")
@debug_option
def export(
    words: tuple[str, ...],
    url: str,
    form: str,
    rows: str | None,
    corrected: bool,
    output: str | None,
    debug: bool,
    **narrowed: Any,
) -> None:
    """Write what a store holds, in another format; WORDS and options as in search.

    A file that is there is replaced only when the new one is whole.
    """
    with failures_in_a_sentence(debug):
        from onrecord.store import Store

        search = search_of(words, **narrowed)
        rows = rows or ("records" if form == "jsonl" and search.is_everything else "statements")
        if rows == "records" and form != "jsonl":
            raise CouldNotRun(f"{form} has a row a statement; whole records are --format jsonl")
        if corrected and rows != "records":
            raise CouldNotRun(
                "corrections are applied to whole records: --corrected goes with --rows records"
            )
        if form == "parquet" and output is None and sys.stdout.isatty():
            raise CouldNotRun("Parquet is no text for a terminal: give --output FILE")
        with Store.open(url, read_only=True) as store:
            _write(store, search, form, rows, corrected, output)


def _write(store: Any, search: Any, form: str, rows: str, corrected: bool, output: str | None) -> None:
    from onrecord.commands.output import output_to
    from onrecord.commands.rows import write_csv
    from onrecord.corrections import corrected_records
    from onrecord.extras import library
    from onrecord.formats.json import write_jsonl
    from onrecord.store.tables import write_parquet

    if form == "parquet":
        library("pyarrow", "arrow")  # Before a file is begun.
    with output_to(output) as out:
        if form == "parquet":
            write_parquet(store.statements(search), out.buffer)
        elif rows == "records":
            records = store.records(search)
            write_jsonl(corrected_records(store, records) if corrected else records, out)
        elif form == "csv":
            write_csv(store.statements(search), out)
        else:
            write_jsonl(store.statements(search), out)
