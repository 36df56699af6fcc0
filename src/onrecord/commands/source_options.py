"""The options by which commands that read articles say how their sources are read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.sources import Settings

_OPTIONS = (
    click.option(
        "--column",
        "columns",
        metavar="FIELD=NAME",
        multiple=True,
        help="The column of a table, or field of JSON Lines, that holds the id, text, outlet, url, title, "
        "authors, published or language, such as text=body; usual names are known.",
    ),
    click.option(
        "--fetch", is_flag=True, help="Fetch the pages of a feed's entries also where the feed is a file."
    ),
    click.option(
        "--allow-private", is_flag=True, help="Let URLs lead to private, loopback and link-local addresses."
    ),
)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that `settings_of` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def settings_of(columns: tuple[str, ...], fetch: bool, allow_private: bool) -> "Settings":
    """The settings that the options say. Raises NothingToRead where a --column makes no sense."""
    from onrecord.sources import Settings
    from onrecord.sources.tables.columns import parse_mapping

    return Settings(columns=parse_mapping(columns), allow_private=allow_private, fetch=fetch)
