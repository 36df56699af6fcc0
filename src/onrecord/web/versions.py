"""The versions of a quotation as they are shown: in words what changed, copies of a text below the first."""

from collections import defaultdict
from typing import NamedTuple

from onrecord.verify.families import Family, Printing, Version
from onrecord.verify.family_marked import Kind, respects_of, version_runs
from onrecord.web.rendering import helper


@helper
def runs_of(family: Family, version: Version) -> list[tuple[str, Kind]]:
    """The version's words in runs, beside those of the version that it is compared with."""
    if version.against is None:
        return [(version.text, "same")]
    return list(version_runs(version, family.versions[version.against].text))


@helper
def what_changed(number: int, version: Version) -> str:
    """ "altered, against 1: negation"; versions count from 1, and the earliest is what is compared with."""
    what: str = version.change
    if version.against:
        what += f", against {version.against + 1}"
    respects = respects_of(version)
    return f"{what}: {', '.join(respects)}" if respects else what


class Printed(NamedTuple):
    """A printing, and those of articles with the same text."""

    first: Printing
    copies: tuple[Printing, ...]


@helper
def folded_copies(version: Version) -> list[Printed]:
    """The printings of a version in their order, those of copies of one text together.

    Where the text's first article has another version, its first copy stands for it.
    """
    groups: defaultdict[int, list[Printing]] = defaultdict(list)
    for printing in version.printings:
        groups[printing.copy_of or printing.article_number].append(printing)
    return [Printed(some[0], tuple(some[1:])) for some in groups.values()]


@helper
def period(first: str | None, last: str | None) -> str:
    """ "2016-05-02", "2016-05-02 to 2016-06-01"; "" where no day is known."""
    return " to ".join(dict.fromkeys(day for day in (first, last) if day))
