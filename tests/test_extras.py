"""Libraries that an extra brings."""

import pytest

from onrecord.errors import MissingExtra
from onrecord.extras import library


def test_a_missing_library_is_named_with_its_extra() -> None:
    with pytest.raises(MissingExtra, match=r"needs no_such_library: pip install 'onrecord\[arrow\]'"):
        library("no_such_library", "arrow")
