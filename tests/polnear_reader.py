"""PolNeAR's reader of its brat files, for Python 3: what brat_reader 0.0.0 does to the lines, step by step.

The original (https://pypi.org/project/brat-reader, Edward Newell, MIT licence) runs under Python 2 only.
"""

Ranges = tuple[tuple[int, ...], ...]


class BratAnnotatedText:
    """`spans`: the type, in small letters, and the ranges of each T; `events`: roles and T's of each E."""

    def __init__(self, annotation_text: str) -> None:
        self.events: dict[str, list[tuple[str, str]]] = {}
        self.spans: dict[str, tuple[str, Ranges]] = {}
        for line in annotation_text.split("\n"):
            if line.strip() == "":
                continue
            if line.startswith("T"):
                self._parse_span(line)
            elif line.startswith("E"):
                self._parse_event(line)
            elif not line.startswith("#"):
                raise ValueError("Malformed annotation text")

    def get_event_specs(self) -> dict[str, dict[str, Ranges]]:
        return {
            event_id: {span_type.lower(): self.spans[span_id][1] for span_type, span_id in event}
            for event_id, event in self.events.items()
        }

    def _parse_span(self, line: str) -> None:
        span_id, spec = line.split("\t", 1)
        role, range_specs = spec.split("\t")[0].split(" ", 1)
        ranges = tuple(tuple(int(i) for i in r.split(" ")) for r in range_specs.split(";"))
        self.spans[span_id] = (role.lower(), ranges)

    def _parse_event(self, line: str) -> None:
        event_id, spec = line.split("\t", 1)
        self.events[event_id] = [(s.split(":")[0].lower(), s.split(":")[1]) for s in spec.split()]
