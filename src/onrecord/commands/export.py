"""`onrecord export`: a store, or what a search finds in it, in any of the forms."""

from typing import Any

import click

from onrecord.commands.filters import narrowing, search_of, store_option
from onrecord.commands.output import forms_help, output_option, output_to, refuse_terminal, write_records
from onrecord.commands.running import CouldNotRun, debug_option, failures_in_a_sentence
from onrecord.formats import FORMS

_OF_ROWS = ("csv", "parquet")
_OF_EITHER = ("json", "jsonl")


@click.command()
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@narrowing
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="jsonl",
    show_default=True,
    help=forms_help(FORMS),
)
@click.option(
    "--rows",
    type=click.Choice(["records", "statements"]),
    help="What json and jsonl are made of; by default whole records, as read prints them, or, where the "
    "search narrows, statements.",
)
@click.option("--corrected", is_flag=True, help="Whole records with the corrections of readers applied.")
@output_option
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

    csv and parquet have the statements found, with the speakers' names across articles; json and jsonl see
    --rows. All others have the whole records of the articles in which something is found. What a format
    cannot carry is told on standard error.
    """
    with failures_in_a_sentence(debug):
        from onrecord.corrections import corrected_records
        from onrecord.store import Store

        search = search_of(words, **narrowed)
        rows = rows or _rows_of(form, search.is_everything)
        if rows == "records" and form in _OF_ROWS:
            raise CouldNotRun(f"{form} has a row a statement; whole records are --format jsonl")
        if rows == "statements" and form not in (*_OF_ROWS, *_OF_EITHER):
            raise CouldNotRun(f"{form} has whole records; statements are --format jsonl, csv or parquet")
        if corrected and rows != "records":
            raise CouldNotRun(
                "corrections are applied to whole records: --corrected goes with --rows records"
            )
        with Store.open(url, read_only=True) as store:
            if rows == "records":
                records = store.records(search)
                write_records(
                    corrected_records(store, records) if corrected else records, FORMS[form], output
                )
            else:
                _write_statements(store.statements(search), form, output)


def _rows_of(form: str, everything: bool) -> str:
    if form in _OF_ROWS:
        return "statements"
    return "records" if everything or form not in _OF_EITHER else "statements"


def _write_statements(rows: Any, form: str, output: str | None) -> None:
    from onrecord.formats.json import write_json_array, write_jsonl
    from onrecord.store.tables import write_csv, write_parquet

    refuse_terminal(FORMS[form], output)
    FORMS[form].require()  # Before a file is begun.
    with output_to(output) as out:
        if form == "parquet":
            write_parquet(rows, out.buffer)
        else:
            {"csv": write_csv, "json": write_json_array, "jsonl": write_jsonl}[form](rows, out)
