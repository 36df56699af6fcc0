"""Charts as SVG that a strict page can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.compare.charts import WIDTH, bars, columns, stacked

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>x</script>" onload="x \x00\x1b\u202e\ud800 & ' + "long " * 40


def drawn(svg: str) -> etree._Element:
    """The chart's elements; it must be XML with nothing in it that acts."""
    root = etree.fromstring(svg.encode())
    for element in root.iter():
        assert element.tag in {SVG + name for name in ("svg", "title", "desc", "g", "rect", "text", "line")}
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
    return root


@pytest.mark.parametrize("label", [HOSTILE, "", "Zoë O’Neill"])
def test_whatever_a_label_is_it_stays_text(label: str) -> None:
    for svg in (
        bars(label, label, [(label, 1, label)]),
        stacked(label, label, [(label, 1), ("b", 2)]),
        columns(label, label, [(label, 1)]),
    ):
        drawn(svg)


def test_bars_are_as_long_as_their_values_and_told_in_words() -> None:
    root = drawn(
        bars("Sources", "Who is heard.", [("Ann", 4, "4 times"), ("Bob", 2, "twice"), ("Cy", 0, "never")])
    )
    lengths = [float(rect.get("width", "")) for rect in root.iter(SVG + "rect")]
    assert lengths[0] == 2 * lengths[1] > lengths[2] == 0
    assert (root.get("role"), root[0].text, root[1].text) == ("img", "Sources", "Who is heard.")
    assert [title.text for title in root.iter(SVG + "title")][1:] == [
        "Ann: 4 times",
        "Bob: twice",
        "Cy: never",
    ]


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, 10**6)), max_size=60))
def test_nothing_is_drawn_outside_the_picture(values: list[tuple[str, int]]) -> None:
    for svg in (
        bars("t", "a", [(label, value, str(value)) for label, value in values]),
        stacked("t", "a", values),
        columns("t", "a", [(label, value) for label, value in values]),
    ):
        root = drawn(svg)
        height = float(root.get("viewBox", "").split()[3])
        for rect in root.iter(SVG + "rect"):
            x, y, width, tall = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
            assert x >= 0 and y >= -0.1 and x + width <= WIDTH + 0.5 and y + tall <= height + 0.1
