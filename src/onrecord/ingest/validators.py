"""What servers said of pages (ETag, Last-Modified), kept in the store once the pages are recorded."""

from collections.abc import Callable, Iterator, MutableMapping

import msgspec

from onrecord.sources import Validators
from onrecord.store.writing import Input
from onrecord.version import __version__


class _Kept(msgspec.Struct):
    """As it stands in the store. Another version of onrecord may read what this one refused, so asks anew."""

    onrecord: str
    validators: Validators


class HeldBack(MutableMapping[str, Validators]):
    """By URL, what the store has, and what was noted since: `take` gives that, to be written with the pages.

    `stamp_of` asks the store; with `again` nobody asks, so that every page is sent again.
    """

    def __init__(self, stamp_of: Callable[[str], str | None], again: bool = False) -> None:
        self._stamp_of, self._again = stamp_of, again
        self._noted: dict[str, Validators | None] = {}

    def take(self) -> list[Input]:
        """What was noted since the last call, for the store."""
        noted, self._noted = self._noted, {}
        return [Input(url, _written(one) if one else "") for url, one in noted.items()]

    def __getitem__(self, url: str) -> Validators:
        if url in self._noted:
            found = self._noted[url]
        else:
            found = None if self._again else _read(self._stamp_of(url))
        if found is None:
            raise KeyError(url)
        return found

    def __setitem__(self, url: str, validators: Validators) -> None:
        self._noted[url] = validators

    def __delitem__(self, url: str) -> None:
        if self.get(url) is None:
            raise KeyError(url)
        self._noted[url] = None

    def __iter__(self) -> Iterator[str]:
        return (url for url, one in self._noted.items() if one)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _written(validators: Validators) -> str:
    return msgspec.json.encode(_Kept(__version__, validators)).decode()


def _read(stamp: str | None) -> Validators | None:
    if not stamp:
        return None
    try:
        kept = msgspec.json.decode(stamp, type=_Kept)
    except msgspec.MsgspecError:
        return None
    return kept.validators if kept.onrecord == __version__ else None
