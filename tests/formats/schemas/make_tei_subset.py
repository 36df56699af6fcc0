"""Makes tei_subset.rng of the TEI's own tei_all.rng: the same grammar for documents of the elements we write.

    python tests/formats/schemas/make_tei_subset.py tei_all.rng

An element that we never write is `notAllowed`, which changes nothing for a document without it. Patterns are
written out and those that say the same simplified, as section 4 of the RELAX NG specification does: libxml2
takes 20 seconds to read the whole grammar, and for ever where what is left out is left as notAllowed.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

NS = "{http://relaxng.org/ns/structure/1.0}"
ELEMENTS = frozenset(
    {
        "TEI", "teiCorpus", "teiHeader", "fileDesc", "titleStmt", "title", "publicationStmt", "p",
        "notesStmt", "note", "sourceDesc", "bibl", "author", "publisher", "date", "idno",
        "encodingDesc", "appInfo", "application", "label", "profileDesc", "langUsage", "language",
        "particDesc", "listPerson", "person", "personGrp", "org", "persName", "orgName", "rs",
        "text", "body", "said", "seg", "soCalled", "standOff", "spanGrp", "span", "fs", "f",
        "symbol", "string", "binary", "numeric",
    }
)  # fmt: skip
LEAVES = ("attribute", "data", "list", "value")

Pattern = tuple  # (kind, …): patterns within, the name of an element, or a leaf's XML
EMPTY: Pattern = ("empty",)
NOTHING: Pattern = ("notAllowed",)


class Grammar:
    """The definitions of a grammar; `pattern` writes one out down to the elements."""

    def __init__(self, root: etree._Element) -> None:
        self._defines = {one.get("name"): one for one in root.iter(f"{NS}define")}
        assert len(self._defines) == sum(1 for _ in root.iter(f"{NS}define")), "definitions are combined"
        named = {one.get("name"): one for one in root.iter(f"{NS}element")}
        self.elements = {name: named[name] for name in ELEMENTS}
        self._known: dict[str, Pattern] = {}

    def content(self, node: etree._Element) -> Pattern:
        """The patterns in a node, one after another."""
        return group(self.pattern(one) for one in node if _is_pattern(one))

    def pattern(self, node: etree._Element) -> Pattern:
        kind = etree.QName(node).localname
        if kind == "element":
            return ("element", node.get("name")) if node.get("name") in ELEMENTS else NOTHING
        if kind == "ref":
            name = node.get("name")
            if name not in self._known:
                self._known[name] = self.content(self._defines[name])
            return self._known[name]
        if kind in LEAVES:
            assert not list(node.iter(f"{NS}ref"))
            return ("leaf", _bare(node))
        if kind in ("text", "empty", "notAllowed"):
            return (kind,)
        if kind == "choice":
            return choice(self.pattern(one) for one in node if _is_pattern(one))
        if kind == "interleave":
            return ("interleave", *(self.pattern(one) for one in node if _is_pattern(one)))
        content = self.content(node)
        if kind == "group":
            return content
        if kind == "optional":
            return choice((EMPTY, content))
        if kind == "oneOrMore":
            return one_or_more(content)
        assert kind == "zeroOrMore", kind
        return choice((EMPTY, one_or_more(content)))


def choice(patterns: Iterable[Pattern]) -> Pattern:
    flat: dict[Pattern, None] = {}
    for one in patterns:
        flat.update(dict.fromkeys(one[1:] if one[0] == "choice" else (one,)))
    flat.pop(NOTHING, None)
    if len(flat) < 2:
        return next(iter(flat), NOTHING)
    return ("choice", *flat)


def group(patterns: Iterable[Pattern]) -> Pattern:
    flat: list[Pattern] = []
    for one in patterns:
        flat += one[1:] if one[0] == "group" else (one,)
    if NOTHING in flat:
        return NOTHING
    flat = [one for one in flat if one != EMPTY]
    return ("group", *flat) if len(flat) > 1 else (flat or [EMPTY])[0]


def one_or_more(pattern: Pattern) -> Pattern:
    if pattern in (EMPTY, NOTHING):
        return pattern
    members = pattern[1:] if pattern[0] == "choice" else (pattern,)
    inner = choice(one[1] if one[0] == "oneOrMore" else one for one in members if one != EMPTY)
    repeated = ("oneOrMore", inner)
    return choice((EMPTY, repeated)) if EMPTY in members else repeated


def written(pattern: Pattern, leaves: dict[str, str]) -> str:
    """The pattern as XML; `leaves` gathers that of each leaf with the name by which it is referred to."""
    kind, *inner = pattern
    if kind == "leaf":
        return f'<ref name="{leaves.setdefault(inner[0], f"leaf{len(leaves)}")}"/>'
    if kind == "element":
        return f'<ref name="{inner[0]}"/>'
    if kind in ("text", "empty", "notAllowed"):
        return f"<{kind}/>"
    if kind == "choice" and EMPTY in inner:
        rest = choice(one for one in inner if one != EMPTY)
        if rest[0] == "oneOrMore":
            return f"<zeroOrMore>{written(rest[1], leaves)}</zeroOrMore>"
        return f"<optional>{written(rest, leaves)}</optional>"
    return f"<{kind}>{''.join(written(one, leaves) for one in inner)}</{kind}>"


def _is_pattern(node: etree._Element) -> bool:
    return isinstance(node.tag, str) and node.tag.startswith(NS)


def _bare(node: etree._Element) -> str:
    """The node's XML without documentation, comments and what TEI says in other namespaces."""
    copy = etree.fromstring(etree.tostring(node, with_tail=False))
    for one in list(copy.iter()):
        if one is not copy and not _is_pattern(one):
            one.getparent().remove(one)
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy).decode().replace(f' xmlns="{NS[1:-1]}"', "")


def main() -> None:
    tree = etree.parse(sys.argv[1], etree.XMLParser(remove_blank_text=True))
    grammar = Grammar(tree.getroot())
    comments = [etree.tostring(one, with_tail=False).decode() for one in tree.getroot()[:2]]
    start = choice((("element", "TEI"), ("element", "teiCorpus")))
    attributes = "".join(f' {name}="{value}"' for name, value in tree.getroot().attrib.items())
    leaves: dict[str, str] = {}
    parts = [f"<start>{written(start, leaves)}</start>"]
    for name, node in sorted(grammar.elements.items()):
        content = written(grammar.content(node), leaves)
        parts.append(f'<define name="{name}"><element name="{name}">{content}</element></define>')
    parts += [f'<define name="{name}">{leaf}</define>' for leaf, name in leaves.items()]
    grammar_xml = "\n".join([f'<grammar xmlns="{NS[1:-1]}"{attributes}>', *comments, *parts, "</grammar>"])
    target = Path(__file__).parent / "tei_subset.rng"
    target.write_text(grammar_xml + "\n", "utf-8")
    print(f"{target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
