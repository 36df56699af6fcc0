"""`onrecord store`: what a store holds, what made it, what was refused."""

import click

from onrecord.commands.running import debug_option, failures_in_a_sentence
from onrecord.printable import printable


@click.command()
@click.argument("url", metavar="STORE")
@click.option("--refused", is_flag=True, help="List what could not be read, and why, instead.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@debug_option
def store(url: str, refused: bool, form: str, debug: bool) -> None:
    """Say what a store holds: articles, statements, speakers, and which model made what."""
    with failures_in_a_sentence(debug):
        import msgspec

        from onrecord.store import Store

        with Store.open(url, read_only=True) as opened:
            if refused:
                for one in opened.refused():
                    if form == "json":
                        click.echo(msgspec.json.encode(one._asdict()).decode())
                    else:
                        click.echo(f"{printable(one.name)}: {printable(one.reason)}")
                return
            holdings = opened.holdings()
        if form == "json":
            click.echo(msgspec.json.encode(holdings).decode())
            return
        same = f", {holdings.same_texts:,} with the text of another" if holdings.same_texts else ""
        days = f", {holdings.first_day} to {holdings.last_day}" if holdings.first_day else ""
        click.echo(f"{holdings.articles:,} articles of {holdings.outlets:,} outlets{days}{same}")
        click.echo(f"{holdings.statements:,} statements, {holdings.speakers:,} speakers told by their names")
        for made in holdings.made_by:
            click.echo(
                f"read by {printable(made.model)} (onrecord {printable(made.onrecord)}): {made.articles:,} "
                f"articles, {made.statements:,} statements, last on {made.last_read[:10]}"
            )
        if holdings.refused:
            click.echo(f"{holdings.refused:,} refused (--refused lists them)")
