"""`onrecord serve`: the reading room and the API."""

import logging
import os

import click

from onrecord.commands.running import debug_option, failures_in_a_sentence
from onrecord.commands.verify import against_option, index_option


@click.command()
@click.option("--store", "url", metavar="STORE", help="A path, or postgresql://user@host/database.")
@against_option
@index_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Any but loopback needs a token.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any.")
@click.option("--token", envvar="ONRECORD_TOKEN", metavar="TOKEN", help="Who asks must know it.")
@click.option("--readers", type=click.IntRange(1, 64), help="Processes that read; by default one a core.")
@click.option("--allow-private", is_flag=True, help="Fetch private and loopback addresses, too.")
@debug_option
def serve(
    url: str | None,
    against: tuple[str, ...],
    index: str | None,
    host: str,
    port: int,
    token: str | None,
    readers: int | None,
    allow_private: bool,
    debug: bool,
) -> None:
    """Serve the reading room and the API on this machine: read a text, look at what a store holds.

    Ends with Ctrl-C. With --against, quotations are shown over their sources. Nothing is loaded from
    elsewhere, and nothing leaves the machine but the request for a URL that a reader asks to be read.
    """
    with failures_in_a_sentence(debug):
        from onrecord.web.desk import Serving
        from onrecord.web.guard import Door
        from onrecord.web.serve import serve as run

        if debug:
            logging.getLogger("onrecord.web").setLevel(logging.DEBUG)
        if against:
            from onrecord.commands.against import folder_of, open_sources

            open_sources(against, index)
            index = folder_of(against, index)
        serving = Serving(
            store=url,
            index=index,
            allow_private=allow_private,
            readers=readers or max(1, min(8, os.cpu_count() or 1)),
        )
        run(serving, Door(host, token), port, _tell)


def _tell(address: str) -> None:
    click.echo(f"onrecord is at {address} (Ctrl-C ends it)")
