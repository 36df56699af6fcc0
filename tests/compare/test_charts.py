"""Charts as SVG that a strict page can hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.compare.charts import WIDTH, bars, columns, development, every_month, stacked

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>x</script>" onload="x \x00\x1b\u202e\ud800 & ' + "long " * 40

VALUES = st.lists(st.tuples(st.text(max_size=40), st.integers(0, 10**6)), max_size=60)


def drawn(svg: str) -> etree._Element:
    """The chart's elements; it must be XML with nothing in it that acts, and say what it is."""
    root = etree.fromstring(svg.encode())
    for element in root.iter():
        assert element.tag in {SVG + name for name in ("svg", "title", "desc", "g", "rect", "text", "line")}
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
        assert element.get("fill") in (None, "currentColor") and element.get("stroke") in (
            None,
            "currentColor",
        )
    assert root.get("role") == "img" and root.get("aria-label") == root[0].text
    assert (root[0].tag, root[1].tag) == (SVG + "title", SVG + "desc")
    return root


def each(title: str, values: list[tuple[str, int]]) -> list[str]:
    """A chart of each sort with these values."""
    most = max((value for _, value in values), default=0) or 1
    return [
        bars(title, "a", [(label, value, f"{label} {value}") for label, value in values]),
        stacked(title, "a", values),
        columns(title, "a", [(label, float(value)) for label, value in values]),
        development(title, "a", [(label, value / most, 0.5 * value / most, 1) for label, value in values]),
    ]


@pytest.mark.parametrize("label", [HOSTILE, "x", "Zoë O’Neill", "W" * 80, "漢字" * 30])
def test_whatever_a_label_is_it_stays_text(label: str) -> None:
    for svg in each(label, [(label, 1), ("b", 2)]):
        root = drawn(svg)
        assert "script" not in {str(element.tag).removeprefix(SVG) for element in root.iter()}


def test_bars_are_as_long_as_their_values_and_told_in_words() -> None:
    root = drawn(
        bars("Sources", "Who is heard.", [("Ann", 4, "4 times"), ("Bob", 2, "twice"), ("Cy", 0, "never")])
    )
    lengths = [float(rect.get("width", "")) for rect in root.iter(SVG + "rect")]
    assert lengths[0] == 2 * lengths[1] > lengths[2] == 0
    assert (root[0].text, root[1].text) == ("Sources", "Who is heard.")
    assert [title.text for title in root.iter(SVG + "title")][1:] == [
        "Ann: 4 times",
        "Bob: twice",
        "Cy: never",
    ]


def test_a_long_name_is_cut_and_told_whole_in_its_title() -> None:
    name = "The Joint Committee on the Harbour and the Outer Quays of Norrick"
    root = drawn(bars("t", "a", [(name, 1, "1")]))
    labels = [text.text or "" for text in root.iter(SVG + "text")]
    assert labels[0].endswith("…") and name.startswith(labels[0][:-1])
    assert [title.text for title in root.iter(SVG + "title")][1] == f"{name}: 1"


def test_parts_side_by_side_do_not_rest_on_their_shade_alone() -> None:
    root = drawn(stacked("t", "a", [(str(number), 10) for number in range(6)]))
    tops = [rect for rect in root.iter(SVG + "rect") if rect.get("y") == "0"]
    shades = [rect.get("class") for rect in tops]
    assert all(one != other for one, other in pairwise(shades))
    for one, other in pairwise(tops):
        assert float(one.get("x", "")) + float(one.get("width", "")) < float(other.get("x", ""))
    assert [text.text for text in root.iter(SVG + "text") if text.get("y") == "50"] == list("123456")


def test_an_interval_is_a_line_as_long_and_what_is_not_known_a_gap() -> None:
    root = drawn(development("t", "a", [("2016-05", 0.5, 0.25, 0.75), ("2016-06", None, None, None)], 100))
    line, mark = root.iter(SVG + "rect")
    assert (float(line.get("y", "")), float(line.get("height", ""))) == (18 + 25, 50)
    assert float(mark.get("y", "")) + 1.5 == 18 + 50
    assert [title.text for title in root.iter(SVG + "title")][1:] == ["2016-05: 50 % (25 to 75)"]


def test_months_without_anything_are_there() -> None:
    assert every_month([("2016-11", 3), ("2017-02", 1)]) == [
        ("2016-11", 3),
        ("2016-12", 0),
        ("2017-01", 0),
        ("2017-02", 1),
    ]
    assert every_month([("1600-01", 3), ("2017-02", 1)], most=2) == [("2017-01", 0), ("2017-02", 1)]
    assert every_month([]) == []


@given(VALUES)
def test_nothing_is_drawn_outside_the_picture(values: list[tuple[str, int]]) -> None:
    for svg in each("t", values):
        root = drawn(svg)
        height = float(root.get("viewBox", "").split()[3])
        for rect in root.iter(SVG + "rect"):
            x, y, width, tall = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
            assert x >= -0.1 and y >= -0.1 and x + width <= WIDTH + 0.5 and y + tall <= height + 0.1
        for text in root.iter(SVG + "text"):
            # Letters of a sans-serif font are half as wide as they are tall, and more.
            least = (
                0.5 * 13 * sum(character.isascii() and character.isalpha() for character in text.text or "")
            )
            x = float(text.get("x", ""))
            before = {"end": least, "middle": least / 2}.get(text.get("text-anchor", ""), 0)
            assert x - before >= -0.1 and x - before + least <= WIDTH + 0.1
            assert 0 < float(text.get("y", "")) <= height


@given(VALUES)
def test_the_same_values_make_the_same_picture(values: list[tuple[str, int]]) -> None:
    assert each("t", values) == each("t", values)
