"""`onrecord search`: statements in a store, by words and by what is known of them."""

import sys
from typing import Any

import click

from onrecord.commands.filters import format_option, narrowing, search_of, store_option
from onrecord.commands.running import debug_option, failures_in_a_sentence


@click.command()
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@narrowing
@click.option("--sort", type=click.Choice(["rank", "date"]), help="rank where there are words, else date.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True)
@click.option("--after", metavar="PLACE", help="Go on where a page ended, which told its PLACE.")
@format_option
@debug_option
def search(
    words: tuple[str, ...],
    url: str,
    sort: str | None,
    limit: int,
    after: str | None,
    form: str,
    debug: bool,
    **narrowed: Any,
) -> None:
    """Find statements in a store.

    All of the WORDS must stand in the statement, in any form ("promise" finds "promised"); an argument of
    several words is a phrase; promis* is how words begin. Options given several times mean one of them.
    """
    with failures_in_a_sentence(debug):
        from onrecord.commands.rows import write_text
        from onrecord.formats.json import write_json_array
        from onrecord.store import Store
        from onrecord.store.tables import write_csv

        by_rank = None if sort is None else sort == "rank"
        with Store.open(url, read_only=True) as store:
            found = store.search_page(search_of(words, **narrowed), by_rank=by_rank, after=after, limit=limit)
        write = {"text": write_text, "json": write_json_array, "csv": write_csv}[form]
        write(found.rows, sys.stdout)
        sys.stdout.flush()
        if not found.rows:
            click.echo("nothing found", err=True)
        elif found.next and form == "text":
            click.echo(
                f"\nthere are more; --after {found.next} goes on, --limit shows more, export all", err=True
            )
