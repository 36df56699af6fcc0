"""Subtitles (SubRip SRT, WebVTT) as turns with the times of their words."""

import html
import re

from onrecord.verify.document import Turn

_TIME = r"(?:(?P<{0}h>\d{{1,3}}):)?(?P<{0}m>\d\d):(?P<{0}s>\d\d)[,.](?P<{0}f>\d{{1,3}})"
_CUE = re.compile(rf"^[ \t]*{_TIME.format('a')}[ \t]*-->[ \t]*{_TIME.format('b')}[^\n]*$", re.M)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^>]+)>")
_TAG = re.compile(r"</?[^<>\n]{0,80}>|\{\\[^}\n]{0,40}\}")
_LABEL = re.compile(r"^(?:[-–]\s*)?(?:>>+\s*)?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}):\s+")
_CHANGE = re.compile(r"^(?:[-–]\s|>>)\s*")


def is_subtitles(text: str) -> bool:
    """Whether a text is SRT or VTT: it has times with an arrow between them near its beginning."""
    return "-->" in text[:4000] and bool(_CUE.search(text[:4000]))


def turns_of_subtitles(text: str) -> list[Turn]:
    """The turns: one goes on until another speaker is named, by <v Name>, NAME: or >>.

    A line that repeats the last one is left out: captions that scroll show each line two or three times.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cues = list(_CUE.finditer(text))
    turns: list[Turn] = []
    speaker: str | None = None
    words = ""
    times: list[tuple[int, float]] = []
    last = ""
    for number, cue in enumerate(cues):
        end = cues[number + 1].start() if number + 1 < len(cues) else len(text)
        for line in _lines(text[cue.end() : end]):
            found = _VOICE.search(line)
            line = " ".join(html.unescape(_TAG.sub("", line)).split())
            label = None if found else _LABEL.match(line)
            name = found["name"].strip() if found else label["name"] if label else None
            changes = name is not None and name != speaker
            if label:
                line = line[label.end() :]
            elif name is None and (mark := _CHANGE.match(line)):
                line, changes = line[mark.end() :], True
            if changes and words:
                turns.append(Turn(words, speaker, tuple(times)))
                words, times = "", []
            if changes:
                speaker = name
            if not line or line == last:
                continue
            last = line
            at = len(words) + 1 if words else 0
            words = f"{words} {line}" if words else line
            times.append((at, _seconds(cue)))
    if words:
        turns.append(Turn(words, speaker, tuple(times)))
    return turns


def _lines(body: str) -> list[str]:
    """The lines of a cue; the number of the next one, which stands on a line of its own, is none of them."""
    lines = [line.strip() for line in body.strip("\n").split("\n")]
    if len(lines) > 1 and not lines[-2] and (lines[-1].isdigit() or lines[-1].isidentifier()):
        lines = lines[:-2]
    kept: list[str] = []
    for line in lines:
        if line.startswith(("NOTE", "STYLE", "REGION")):
            break
        kept.append(line)
    return [line for line in kept if line]


def _seconds(cue: re.Match[str]) -> float:
    hours, minutes, seconds = (int(cue["a" + part] or 0) for part in "hms")
    return hours * 3600 + minutes * 60 + seconds + int(cue["af"].ljust(3, "0")) / 1000
