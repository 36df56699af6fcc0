"""`onrecord audit`: who is quoted in a store, how often, at what length and how."""

import sys
from typing import Any

import click

from onrecord.commands.filters import format_option, narrowing, search_of, store_option
from onrecord.commands.running import debug_option, failures_in_a_sentence


@click.command()
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@narrowing
@click.option("--once", is_flag=True, help="Count a text that several articles have once.")
@click.option(
    "--most", type=click.IntRange(1, 1_000), default=20, show_default=True, help="Sources and verbs."
)
@click.option(
    "--newest", type=click.IntRange(1), metavar="N", help="Count only so many of the newest statements."
)
@format_option
@debug_option
def audit(
    words: tuple[str, ...],
    url: str,
    once: bool,
    most: int,
    newest: int | None,
    form: str,
    debug: bool,
    **narrowed: Any,
) -> None:
    """Count who is quoted: how often, at what length, named or not, with which verbs, where in the article.

    WORDS and options that narrow are as in search: an outlet, a period, a subject. What the figures cannot
    say stands below them.
    """
    with failures_in_a_sentence(debug):
        import msgspec

        from onrecord.compare import audit as of
        from onrecord.compare import write_csv
        from onrecord.compare.text import write_text
        from onrecord.store import Store

        with Store.open(url, read_only=True) as store, _Progress() as progress:
            found = of(
                store,
                search_of(words, **narrowed),
                copies=not once,
                most=most,
                at_most=newest,
                progress=progress.show,
            )
        if form == "json":
            click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        elif form == "csv":
            write_csv(found, sys.stdout)
        else:
            write_text(found, sys.stdout)
        sys.stdout.flush()


class _Progress:
    """Shows how many statements are counted, where standard error is a terminal."""

    def __init__(self) -> None:
        self._status: Any = None

    def __enter__(self) -> "_Progress":
        return self

    def show(self, counted: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._status is None:
            from rich.console import Console
            from rich.status import Status

            self._status = Status("", console=Console(stderr=True))
            self._status.start()
        self._status.update(f"counting statements: {counted:,}")

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()
