"""`onrecord speakers`: who is heard in a store; one speaker made of two, two made of one."""

import csv
import sys
from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.commands.filters import format_option, store_option
from onrecord.commands.running import debug_option, failures_in_a_sentence
from onrecord.printable import printable
from onrecord.record import Kind

if TYPE_CHECKING:
    from onrecord.store import Heard


@click.group(invoke_without_command=True)
@store_option
@click.pass_context
def speakers(context: click.Context, url: str) -> None:
    """Speakers across the articles of a store; without a command, those heard most."""
    context.obj = url
    if context.invoked_subcommand is None:
        context.invoke(list_speakers)


@speakers.command("list")
@click.argument("name", required=False)
@click.option("--kind", type=click.Choice(get_args(Kind)))
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@format_option
@debug_option
@click.pass_obj
def list_speakers(
    url: str,
    name: str | None = None,
    kind: Any = None,
    limit: int = 20,
    form: str = "text",
    debug: bool = False,
) -> None:
    """Speakers with the words of NAME in theirs, those with most statements first.

    Without a NAME, only those whose names tell in every article who they are.
    """
    with failures_in_a_sentence(debug):
        from onrecord.store import Store

        with Store.open(url, read_only=True) as store:
            found = store.speakers(name, kind, limit)
        if form == "json":
            import msgspec

            click.echo(msgspec.json.encode(found).decode())
        elif form == "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(("number", "name", "kind", "is_one", "statements", "articles", "also"))
            for one in found:
                told = "true" if one.is_one else "false"
                row = (
                    one.number,
                    one.name,
                    one.kind,
                    told,
                    one.statements,
                    one.articles,
                    "; ".join(one.also),
                )
                writer.writerow(row)
        else:
            for one in found:
                click.echo(_told(one))
            if not found:
                click.echo("nothing found", err=True)


@speakers.command()
@click.argument("into", metavar="NAME")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@click.option("--anyway", is_flag=True, help="Also where a name may stand for several people.")
@debug_option
@click.pass_obj
def merge(url: str, into: str, others: tuple[str, ...], anyway: bool, debug: bool) -> None:
    """Make the OTHERs the same speaker as NAME, in all articles there are and will be.

    A name is written in full, or #NUMBER as `list` shows it. `split OTHER` takes it back.
    """
    with failures_in_a_sentence(debug):
        from onrecord.store import Store

        with Store.open(url, create=False) as store:
            click.echo(_told(store.merge(into, *others, anyway=anyway)))


@speakers.command()
@click.argument("name")
@click.option("--article", "articles", metavar="ID", multiple=True, help="An article's id, or #NUMBER.")
@click.option("--as", "new_name", metavar="NAME", help="Who it is there; made where there is none so called.")
@debug_option
@click.pass_obj
def split(url: str, name: str, articles: tuple[str, ...], new_name: str | None, debug: bool) -> None:
    """Take a speaker out of the one it was merged into, or say who NAME is in some articles.

    With --article and --as, NAME is another speaker in those articles: one of two people of the same name,
    or whoever a last name alone stands for.
    """
    with failures_in_a_sentence(debug):
        if bool(articles) != (new_name is not None):
            raise click.UsageError("--article and --as go together.")
        from onrecord.store import Store

        with Store.open(url, create=False) as store:
            heard = store.unmerge(name) if new_name is None else store.split(name, articles, new_name)
            click.echo(_told(heard))


def _told(one: "Heard") -> str:
    also = f", also {', '.join(one.also)}" if one.also else ""
    called = "" if one.is_one else ", whoever is called so"
    return printable(
        f"#{one.number} {one.name}: {one.kind}{called}, {one.statements:,} statements in {one.articles:,} "
        f"articles{also}"
    )
