"""A refusal as a value."""

import msgspec


class Skipped(msgspec.Struct, frozen=True):
    """An article that could not be read: its path, or PATH:LINE in JSON Lines, and why, in a few words."""

    id: str
    reason: str
