"""Whether the speaker that a source names is the one that an article names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.speakers.names import PersonName, person_name, same_person, short_for

_NOBODY = re.compile(
    r"^(?:q|a|question|questions|answer|unidentified.*|unknown.*|audience.*|crowd.*|male|female|man|woman|"
    r"reporters?|moderator|announcer.*|speaker|system|voice|voiceover|narrator|protester.*|participant.*|"
    r"the press)$",
    re.I,
)
_OFFICE = re.compile(
    r"^(?:(?:the|then|former|vice|deputy|acting|prime|first|her|his|excellency|mr|mrs|ms|miss|dr|sir|dame|lord|lady|"
    r"president|president-elect|senator|sen|governor|gov|representative|rep|congressman|congresswoman|secretary|"
    r"minister|chancellor|mayor|judge|justice|general|gen|speaker|ambassador|director|attorney|madam|"
    r"moderator|chairman|chairwoman|king|queen|prince|princess|pope)\.?\s+)+(?=\S)",
    re.I,
)


@lru_cache(maxsize=50_000)
def _parsed(name: str) -> PersonName | None:
    name = re.sub(r"[(\[].*?[)\]]", " ", name).strip(" .:")
    if not name or _NOBODY.match(name):
        return None
    found = person_name(_OFFICE.sub("", name))
    return found if found.parts else None


def speakers_agree(source: str | None, names: Iterable[str]) -> bool | None:
    """Whether a source's speaker ("TRUMP", "President Obama", "Donald J Trump") is whom any of the names
    names.

    None where nobody can tell: no names, or a source that says QUESTION or AUDIENCE.
    """
    theirs = _parsed(source) if source else None
    ours = [name for one in names if (name := _parsed(one))]
    if theirs is None or not ours:
        return None
    return any(_agree(theirs, one) for one in ours)


@lru_cache(maxsize=50_000)
def _agree(one: PersonName, other: PersonName) -> bool:
    if one.parts == other.parts or same_person(one, other):
        return True
    return any(
        short_for(short, full) in ("family", "nickname") for short, full in ((one, other), (other, one))
    )
