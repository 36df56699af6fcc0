"""TEI elements made: in its namespace, with text that XML can have."""

import re
from typing import Any

from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# What XML 1.0 has no way to write, not even as a reference.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(tag: str, **attributes: str) -> Any:
    """An element without a parent, TEI's namespace its default."""
    return etree.Element(f"{{{NAMESPACE}}}{tag}", attributes, nsmap={None: NAMESPACE})


def add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    """A last child for an element."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = text
    return element


def cleaned(text: str) -> tuple[str, int]:
    """The text with one visible character for each that XML cannot have, and how many there were."""
    return _NO_XML.subn(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
