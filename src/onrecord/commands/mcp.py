"""`onrecord mcp`: the record for assistants, over the Model Context Protocol."""

import click

from onrecord.commands.running import debug_option, failures_in_a_sentence


@click.command()
@click.option("--store", "url", metavar="STORE", help="A path, or postgresql://user@host/database.")
@click.option(
    "--against",
    metavar="SOURCES",
    multiple=True,
    help="A file, folder or pattern of source documents; may be given several times.",
)
@click.option(
    "--index",
    metavar="FOLDER",
    help="Where the index of the sources is kept; by default beside them, hidden.",
)
@click.option(
    "--allow-private", is_flag=True, help="Let URLs lead to private, loopback and link-local addresses."
)
@debug_option
def mcp(
    url: str | None, against: tuple[str, ...], index: str | None, allow_private: bool, debug: bool
) -> None:
    """Serve the record to an assistant, over standard input and output.

    It reads articles; with --store it searches and cites what a store holds, with --against or --index it
    verifies quotations. It writes to none of them; an index that is not there yet is built before it serves.
    """
    with failures_in_a_sentence(debug):
        from onrecord.commands.against import open_sources
        from onrecord.extras import library

        library("mcp", "mcp")
        from onrecord.mcp.desk import Desk
        from onrecord.mcp.server import serve

        sources = open_sources(against, index) if against or index else None
        desk = Desk(url, sources, allow_private)
        if url is not None:
            with desk.opened():  # What is wrong with the store is told now, not at the first call.
                pass
        serve(desk, debug)
