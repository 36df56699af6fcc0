"""Records as TEI P5: the text with who says what in it, and the particulars of each statement apart.

The text of <body> is the article's, character for character: a paragraph keeps the white space after it, and
xml:space says that it counts. In it stand <said> for content (@who, and @direct: "true" for direct, "false"
for indirect, "inapplicable" for mixed), <seg> for source, cue, addressee, venue and what the outlet says
itself, <soCalled> for scare quotes, and <persName>, <orgName> or <rs> for mentions of speakers. Where they
overlap or go over paragraphs an element is in pieces, joined by @next and @prev.

<standOff> has a <spanGrp> for each statement, whose <span>s point at the pieces, with an <fs> for its manner,
cue, framing, parent and confidence; <listPerson> in the header has the speakers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

from lxml import etree

from onrecord.formats.losses import told
from onrecord.formats.nesting import Marked, Opened, steps
from onrecord.formats.tei_elements import NAMESPACE, XML_ID, XML_SPACE, add, cleaned, root
from onrecord.formats.tei_header import ORGANISATIONS, add_header, corpus_header
from onrecord.record import ROLES, Record, Span, Speaker, Statement

_PARAGRAPH = re.compile(r"[\r\n]+[ \t\r\n]*(?=[^ \t\r\n])")
_DIRECT = {"direct": "true", "indirect": "false", "mixed": "inapplicable"}
_LOSSES = {
    "character": (
        "{} character that XML cannot have was replaced by a visible one.",
        "{} characters that XML cannot have were replaced by visible ones.",
    ),
    "empty": ("There was no article, and a TEI corpus without one is not valid.",) * 2,
}


def write_tei(records: Iterable[Record], out: BinaryIO) -> Sequence[str]:
    """A <TEI> for one record, a <teiCorpus> for any other number; what it could not carry, in sentences.

    One article is in memory at a time, and another while it is seen that there is more than one.
    """
    losses: Counter[str] = Counter()
    documents = (
        _Document(number, record, losses).element() for number, record in enumerate(records, start=1)
    )
    first = list(islice(documents, 2))
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        if len(first) == 1:
            file.write(first[0])
        else:
            with file.element(f"{{{NAMESPACE}}}teiCorpus", nsmap={None: NAMESPACE}):
                file.write(corpus_header())
                for document in chain(first, documents):
                    file.write(document)
                    file.flush()
    if not first:
        losses["empty"] += 1
    return told(losses, _LOSSES)


class _Document:
    """One record on its way to a <TEI>; ids in it begin with its number, as a corpus has each only once."""

    def __init__(self, number: int, record: Record, losses: Counter[str]) -> None:
        self._prefix = f"a{number}"
        self._record = record
        self._losses = losses
        self._speakers = {
            speaker.id: self._id(f"p{place}") for place, speaker in enumerate(record.speakers, start=1)
        }
        self._statements = {
            statement.id: self._id(f"s{place}") for place, statement in enumerate(record.statements, start=1)
        }
        self._pieces: Counter[str] = Counter()

    def element(self) -> Any:
        tei = root("TEI")
        header = add_header(tei, self._record, self._speakers, self._clean)
        body = add(add(tei, "text"), "body")
        body.set(XML_SPACE, "preserve")
        self._body(body)
        groups = list(self._stand_off())
        if groups:
            stand_off = add(tei, "standOff")
            stand_off.extend(groups)
            etree.indent(stand_off)
        etree.indent(header)
        for part in tei:
            part.tail = "\n"
        return tei

    def _id(self, rest: str) -> str:
        return f"{self._prefix}.{rest}"

    def _clean(self, text: str) -> str:
        """The text with a visible character for each that XML cannot have; of the same length."""
        clean, count = cleaned(text)
        self._losses["character"] += count
        return clean

    def _marked(self) -> Iterator[tuple[Marked, str, dict[str, str]]]:
        """What becomes an element in the text, with the element's name and attributes."""
        record = self._record
        for place, span in enumerate(record.outlet_voice, start=1):
            yield Marked(span, 0, self._id(f"outlet{place}")), "seg", {"type": "outlet"}
        for statement in record.statements:
            for role in ROLES:
                for place, span in enumerate(getattr(statement, role), start=1):
                    name, attributes = self._role(statement, role)
                    yield Marked(span, 0, self._role_id(statement, role, place)), name, attributes
        for speaker in record.speakers:
            for place, span in enumerate(speaker.mentions, start=1):
                marked = Marked(span, 1, f"{self._speakers[speaker.id]}.m{place}")
                attributes = {"ref": f"#{self._speakers[speaker.id]}"}
                yield marked, self._mention(speaker, record.words((span,))), attributes
        for place, span in enumerate(record.scare_quotes, start=1):
            yield Marked(span, 1, self._id(f"scare{place}")), "soCalled", {}

    def _role(self, statement: Statement, role: str) -> tuple[str, dict[str, str]]:
        if role != "content":
            return "seg", {"type": role}
        who = {} if statement.speaker is None else {"who": f"#{self._speakers[statement.speaker]}"}
        return "said", {"direct": _DIRECT[statement.manner]} | who

    def _role_id(self, statement: Statement, role: str, place: int) -> str:
        return f"{self._statements[statement.id]}.{role}{place}"

    def _mention(self, speaker: Speaker, words: str) -> str:
        """A name where the words are one of the speaker's; else what refers to somebody without naming."""
        if words not in (speaker.name, *speaker.names) or speaker.kind in ("unnamed", "generic"):
            return "rs"
        return "orgName" if speaker.kind in ORGANISATIONS else "persName"

    def _body(self, body: Any) -> None:
        text = self._clean(self._record.article.text)
        described = {marked.name: (marked, name, attributes) for marked, name, attributes in self._marked()}
        cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
        if len(cuts) > 1 and not text[: cuts[1]].strip(" \t\r\n"):
            del cuts[1]
        blocks = [add(body, "p") for _ in cuts]
        inside: dict[int, list[Any]] = {number: [block] for number, block in enumerate(blocks)}
        pieces: dict[str, Any] = {}
        marked = [one for one, _, _ in described.values()]
        for block, step in steps(len(text), marked, cuts):
            within = inside[block]
            if isinstance(step, Span):
                _append(within[-1], text[step.start : step.end])
            elif isinstance(step, Opened):
                _, name, attributes = described[step.marked.name]
                element = add(within[-1], name, **attributes)
                within.append(element)
                id = _piece_id(step.marked.name, step.number)
                element.set(XML_ID, id)
                if (before := pieces.get(step.marked.name)) is not None:
                    element.set("prev", f"#{before.get(XML_ID)}")
                    before.set("next", f"#{id}")
                pieces[step.marked.name] = element
                self._pieces[step.marked.name] = step.number
            else:
                within.pop()

    def _span(self, group: Any, name: str, kind: str) -> None:
        """A <span> that points at every piece of the element of that name."""
        target = " ".join(f"#{_piece_id(name, number + 1)}" for number in range(self._pieces[name]))
        add(group, "span", type=kind, target=target)

    def _stand_off(self) -> Iterator[Any]:
        record = self._record
        for statement in record.statements:
            id = self._statements[statement.id]
            group = root("spanGrp", type="statement", n=self._clean(statement.id))
            group.set(XML_ID, id)
            group.set("ana", f"#{id}.features")
            for role in ROLES:
                for place in range(1, len(getattr(statement, role)) + 1):
                    self._span(group, self._role_id(statement, role, place), role)
            yield group
            yield self._features(statement, f"{id}.features")
        for speaker in record.speakers:
            id = self._speakers[speaker.id]
            group = root("spanGrp", type="speaker", corresp=f"#{id}")
            for place in range(1, len(speaker.mentions) + 1):
                self._span(group, f"{id}.m{place}", "mention")
            yield group
        for kind, spans in (("outlet", record.outlet_voice), ("scare", record.scare_quotes)):
            if spans:
                group = root("spanGrp", type=kind)
                for place in range(1, len(spans) + 1):
                    self._span(group, self._id(f"{kind}{place}"), kind)
                yield group

    def _features(self, statement: Statement, id: str) -> Any:
        features = root("fs", type="statement")
        features.set(XML_ID, id)

        def feature(name: str, kind: str, value: str) -> None:
            add(add(features, "f", name=name), kind, value=value)

        feature("manner", "symbol", statement.manner)
        if statement.cue_lemma is not None:
            add(add(features, "f", name="cue_lemma"), "string", self._clean(statement.cue_lemma))
        if statement.cue_tone is not None:
            feature("cue_tone", "symbol", statement.cue_tone)
        feature("negated", "binary", str(statement.negated).lower())
        feature("hypothetical", "binary", str(statement.hypothetical).lower())
        feature("confidence", "numeric", repr(float(statement.confidence)))
        if statement.speaker is not None and statement.speaker_confidence is not None:
            add(features, "f", name="speaker", fVal=f"#{self._speakers[statement.speaker]}")
            feature("speaker_confidence", "numeric", repr(float(statement.speaker_confidence)))
        if statement.parent is not None:
            add(features, "f", name="parent", fVal=f"#{self._statements[statement.parent]}")
        return features


def _piece_id(name: str, number: int) -> str:
    return name if number == 1 else f"{name}.{number}"


def _append(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
