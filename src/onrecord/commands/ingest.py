"""`onrecord ingest`: many articles into a store, each once, resumable."""

import re
import signal
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.commands.filters import store_option
from onrecord.commands.running import SOME_SKIPPED, CouldNotRun, debug_option, failures_in_a_sentence
from onrecord.commands.source_options import settings_of, source_options
from onrecord.printable import printable

if TYPE_CHECKING:
    from onrecord.ingest import Account
    from onrecord.ingest.worker import Load

load: "Load | None" = None
"""Makes the reader instead of `onrecord.Reader`; tests set it."""

_UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def _seconds(context: click.Context, parameter: click.Parameter, value: str) -> float:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd]?)", value.strip())
    if not match:
        raise click.BadParameter(f"{value!r} is no span of time; write 90s, 15m, 2h or 1d")
    return float(match[1]) * _UNITS[match[2]]


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@store_option
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes that read; by default one a core.")
@click.option("--watch", is_flag=True, help="Look again and again for new articles, until interrupted.")
@click.option(
    "--every",
    metavar="TIME",
    default="15m",
    show_default=True,
    callback=_seconds,
    help="The time between two looks of --watch: 90s, 15m, 2h, 1d.",
)
@click.option(
    "--reread",
    is_flag=True,
    help="Read again what another model, or another version of onrecord, has read: at the PATHs, or, without "
    "any, all of the store. The old record stays until the new one is whole.",
)
@click.option(
    "--model",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another model than the bundled one.",
)
@source_options
@debug_option
def ingest(
    paths: tuple[str, ...],
    url: str,
    workers: int | None,
    watch: bool,
    every: float,
    reread: bool,
    model: Path | None,
    columns: tuple[str, ...],
    fetch: bool,
    allow_private: bool,
    debug: bool,
) -> None:
    """Read articles into a store, with all cores; each is recorded once, however often it is given.

    PATH is what `read` takes. Interrupted at any moment, it goes on where it stopped when it is run again:
    whatever was reported as recorded is in the store. What cannot be read is kept there with the reason.
    """
    with failures_in_a_sentence(debug):
        if not paths and not reread:
            raise click.UsageError("Missing argument 'PATH...'; only --reread goes without.")
        if not paths and watch:
            raise click.UsageError("--watch needs a PATH to look at.")
        from onrecord.errors import StoreFull
        from onrecord.ingest import Ingest
        from onrecord.ingest.progress import Display, on_a_terminal
        from onrecord.ingest.worker import load_reader

        with Display() if on_a_terminal() else nullcontext() as display:
            run = Ingest(
                url,
                workers=workers,
                load=load or _loader(model) or load_reader,
                settings=settings_of(columns, fetch, allow_private),
                watcher=display,
            )
            # Whoever ends a service sends SIGTERM: that is an interrupt as well.
            before = signal.signal(signal.SIGTERM, signal.default_int_handler)
            failure: BaseException | None = None
            try:
                if paths:
                    run.paths(paths, reread=reread, every=every if watch else None)
                else:
                    run.reread()
            except (Exception, KeyboardInterrupt) as error:
                failure = error
            finally:
                signal.signal(signal.SIGTERM, before)
        account = run.account
        if failure is None and paths and not (account.done or account.refused or account.unchanged):
            raise CouldNotRun("there are no files to read")
        if failure is None or account.done or account.refused:
            _tell(account, url)
        if isinstance(failure, StoreFull):
            raise CouldNotRun(
                f"{printable(str(failure))}; {account.written:,} articles of this run are recorded in "
                "it; make room and run the same command again"
            ) from failure
        if failure is not None:
            raise failure
        if account.refused:
            sys.exit(SOME_SKIPPED)


def _loader(model: Path | None) -> "Load | None":
    if model is None:
        return None
    from onrecord.reader import Reader

    return partial(Reader, model)


def _tell(account: "Account", url: str) -> None:
    """The final account, and what has made the records that the store holds now."""
    for line in account.lines():
        click.echo(printable(line))
    from onrecord.errors import OnRecordError
    from onrecord.store import Store

    try:
        with Store.open(url, read_only=True) as store:
            holdings = store.holdings()
    except OnRecordError:  # Whatever is wrong with it has been said, or will be.
        return
    made = ", ".join(f"{one.articles:,} by {one.model} (onrecord {one.onrecord})" for one in holdings.made_by)
    click.echo(
        printable(
            f"the store holds {holdings.articles:,} articles, {holdings.statements:,} statements"
            + (f"; read: {made}" if made else "")
        )
    )
