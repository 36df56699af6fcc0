"""A store for the pages over it: two outlets, days of two years, every kind of thing that can be filtered."""

from pathlib import Path

import made_up

from onrecord.store import Store


def filled(path: Path) -> str:
    """A store of 24 articles by two outlets, each with three statements."""
    with Store.open(path) as store:
        store.put(
            made_up.record(
                f"Ines Calloway said the ferry promised {number} crossings",
                ("unnamed", f"a senior official said the quay {number} is paid"),
                ("government", f"Sandrick said nothing of {number}"),
                id=f"{number}.txt",
                outlet=("The Harbour Post", "The Herald")[number % 2],
                published=f"{2015 + number % 2}-05-{number % 12 + 1:02}",
                manner=("direct", "indirect", "mixed")[number % 3],
                cue_tone=("neutral", "denial")[number // 2 % 2],
                negated=number % 4 == 0,
                hypothetical=number % 6 == 0,
                confidence=(0.95, 0.4)[number % 5 == 0],
            )
            for number in range(24)
        )
    return str(path)
