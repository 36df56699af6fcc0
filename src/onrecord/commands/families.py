"""`onrecord families`: the versions of each quotation in a store."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from onrecord.commands.filters import format_option, narrowing, search_of, store_option
from onrecord.commands.running import debug_option, failures_in_a_sentence

if TYPE_CHECKING:
    from onrecord.store import Store


@click.command()
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@narrowing
@click.option(
    "--min-outlets",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Outlets that printed it, those with the same text counted once.",
)
@click.option("--changed", is_flag=True, help="Only where words were altered or left out within.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=20, show_default=True)
@click.option(
    "--update/--no-update",
    default=True,
    help="First take up the articles that came since the last time, or leave the store as it is.",
)
@format_option
@debug_option
def families(
    words: tuple[str, ...],
    url: str,
    min_outlets: int,
    changed: bool,
    limit: int,
    update: bool,
    form: str,
    debug: bool,
    **narrowed: Any,
) -> None:
    """Show quotations with all their versions: exact, trimmed, altered, by whom and with which cue.

    WORDS and options that narrow are as in search; a family is shown whole where one of its statements is
    found. Differing words are marked against the earliest version.
    """
    with failures_in_a_sentence(debug):
        import onrecord.verify.families as found
        from onrecord.formats.json import write_json_array
        from onrecord.store import Store
        from onrecord.verify.family_text import write_csv, write_text

        search = search_of(words, **narrowed)
        if update:
            with Store.open(url, create=False) as store:
                _update(store)
        write = {"text": write_text, "json": write_json_array, "csv": write_csv}[form]
        with Store.open(url, read_only=True) as store:
            left = found.pending(store)
            some = found.families(store, search, min_outlets=min_outlets, changed=changed)
            shown = _Counted(islice(some, limit))
            write(shown, sys.stdout)
            sys.stdout.flush()
            if left:
                click.echo(f"{left:,} articles are not taken up yet", err=True)
            if not shown.count:
                click.echo("nothing found", err=True)
            elif shown.count == limit and form == "text" and next(some, None) is not None:
                click.echo(f"\nthere are more than {limit:,}; --limit shows more", err=True)


class _Counted:
    """Families as they are written, counted."""

    def __init__(self, families: Any) -> None:
        self.count = 0
        self._families = families

    def __iter__(self) -> Any:
        for one in self._families:
            self.count += 1
            yield one


def _update(store: "Store") -> None:
    """Takes up new articles; on a terminal with the progress, and told on standard error."""
    from onrecord.verify.families import pending, update_families

    todo = pending(store)
    if not todo:
        return
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("taking up articles", total=todo)
            updated = update_families(
                store, lambda done, total: bar.update(task, completed=done, total=total)
            )
    else:
        updated = update_families(store)
    click.echo(
        f"{updated.articles:,} articles taken up: {updated.quotations:,} quotations, "
        f"{updated.passed_over:,} passed over as too short or too common",
        err=True,
    )
