"""The options by which `search` and `export` narrow what they find."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.record import Kind, Manner, Tone

if TYPE_CHECKING:
    from onrecord.store import Search

store_option = click.option(
    "--store", "url", metavar="STORE", required=True, help="A path, or postgresql://user@host/database."
)

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)

_OPTIONS = (
    click.option("--speaker", metavar="NAME", help="Words of the speaker's name, or #NUMBER."),
    click.option("--kind", "kinds", type=click.Choice(get_args(Kind)), multiple=True, help="Of speakers."),
    click.option("--outlet", "outlets", metavar="NAME", multiple=True, help="Words of the outlet's name."),
    click.option("--from", "since", metavar="DAY", help="The first day: 2016-05-02, 2016-05 or 2016."),
    click.option("--to", "until", metavar="DAY", help="The last day."),
    click.option("--manner", "manners", type=click.Choice(get_args(Manner)), multiple=True),
    click.option("--tone", "tones", type=click.Choice(get_args(Tone)), multiple=True, help="Of the cue."),
    click.option("--negated/--not-negated", default=None, help="What was said not to be said, or was said."),
    click.option("--hypothetical/--not-hypothetical", default=None, help="What would be said, or was."),
)


def narrowing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that `search_of` takes. An option given several times means one of them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def search_of(words: tuple[str, ...], **narrowed: Any) -> "Search":
    """The search that the arguments and options of a command mean.

    An argument of several words without marks is a phrase, since the shell has taken the quotation marks off.
    """
    from onrecord.store import Search

    return Search(words=" ".join(_as_meant(word) for word in words), **narrowed)


def _as_meant(argument: str) -> str:
    marked = any(mark in argument for mark in '"“”„')
    return f'"{argument}"' if " " in argument.strip() and not marked else argument
