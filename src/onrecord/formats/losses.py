"""What a form could not carry of the records, counted and told in sentences."""

from collections import Counter
from collections.abc import Mapping


def told(counts: Counter[str], sentences: Mapping[str, tuple[str, str]]) -> list[str]:
    """A sentence for each loss that occurred, in the order of `sentences`.

    `sentences` has, for the name of each loss, what is said of one and of several: "{} span begins …",
    "{} spans begin …"; the braces stand for the number.
    """
    return [
        (one if counts[name] == 1 else several).format(f"{counts[name]:,}")
        for name, (one, several) in sentences.items()
        if counts[name]
    ]
