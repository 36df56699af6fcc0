"""The order of all families of a store, counted once and kept until the families change."""

import threading

from onrecord.store import Store
from onrecord.verify.families import Sized, in_order, state


class FamilyOrder:
    """What `in_order` gives without a choice of families, for all threads of a server: one counts, others
    wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[int, int] | None = None
        self._kept: dict[tuple[int, bool], list[Sized]] = {}

    def of(self, store: Store, min_outlets: int, changed: bool) -> list[Sized]:
        """The families that may have so many outlets (2 or more), largest first."""
        with self._lock:
            now = state(store)
            if now != self._state:
                self._state, self._kept = now, {}
            # Those of two outlets or more hold those of more; there are far fewer of them than quotations.
            if (2, changed) not in self._kept:
                self._kept[2, changed] = in_order(store, 2, changed)
            kept = self._kept[2, changed]
        return [one for one in kept if one.size >= min_outlets] if min_outlets > 2 else kept
