"""The rule by which speakers of two articles are one."""

import pytest

from onrecord.record import Kind, Span, Speaker
from onrecord.store.names import LONGEST, folded, names_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë Calloway", "ZOE CALLOWAY"),
        ("the Harbour Board", "Harbour Board"),
        ("Ines O’Dell", "Ines O'Dell"),
        ("Tobias Wren's", "Tobias Wren"),
        ("J.R. Wren", "JR Wren"),
        ("Anne-Marie  Holt", "Anne Marie Holt"),
    ],
)
def test_names_are_folded_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


def test_different_names_stay_different() -> None:
    names = ["Ines Calloway", "Ines B. Calloway", "Calloway", "Ines Calloway Jr.", "王小明", "小明", "?!"]
    assert len({folded(name) for name in names}) == len(names)


def test_an_endless_name_is_clipped() -> None:
    assert len(folded("word " * 1000)) == LONGEST


@pytest.mark.parametrize(
    ("name", "kind", "one"),
    [
        ("Ines Calloway", "person", True),
        ("王 小明", "person", True),
        ("Calloway", "person", False),
        ("the mayor", "person", False),
        ("Ms calloway", "person", False),
        ("Ines Calloway", "author", True),
        ("the author", "author", False),
        ("Sill Line", "organisation", True),
        ("the company", "organisation", False),
        ("Moscow", "government", True),
        ("The government", "government", False),
        ("Democrats", "group", False),
        ("a senior official", "unnamed", False),
        ("people", "generic", False),
        ("The Report", "document", False),
    ],
)
def test_a_name_tells_who_it_is(name: str, kind: Kind, one: bool) -> None:
    assert names_one(Speaker(id="p1", name=name, kind=kind, mentions=(Span(0, 1),))) is one
