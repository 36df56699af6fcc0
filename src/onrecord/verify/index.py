"""The index of source documents on disk: built once, added to later, searched memory-mapped.

A folder with parts (`segment`) and `index.json`, which says which parts count and which files they were made
from. A part is made under another name and renamed when it is whole, and index.json is replaced in one step:
an interrupted run leaves the index as it was after the last whole part. Copies of a document are left out.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import msgspec

from onrecord.errors import UnreadableIndex
from onrecord.sources import Skipped
from onrecord.verify.document import Document, Turn
from onrecord.verify.segment import BATCH, Segment, SegmentWriter
from onrecord.verify.sources import SourceFile, read_documents

VERSION = 1
SEGMENT_WORDS = 1 << 27
"""Words in a part; a search takes the longer the more parts there are."""
_DIGEST = 16


class File(msgspec.Struct, frozen=True):
    """A file that was indexed, as it was then."""

    path: str
    size: int
    modified: int


class Manifest(msgspec.Struct, frozen=True):
    """What index.json holds."""

    version: int = VERSION
    segments: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    documents: int = 0
    words: int = 0
    copies: int = 0


class Added(msgspec.Struct, frozen=True):
    """What building or adding to an index did."""

    documents: int = 0
    words: int = 0
    copies: int = 0
    files: int = 0
    rebuilt: bool = False
    skipped: tuple[Skipped, ...] = ()


Progress = Callable[[int, int], None]
"""Called now and then with the documents and words added so far."""


class SourceIndex:
    """An opened index. `documents`, `words` and `copies` (left out) say what is in it."""

    def __init__(self, folder: Path, manifest: Manifest, segments: list[Segment]) -> None:
        self.folder = folder
        self.manifest = manifest
        self.segments = segments

    @property
    def words(self) -> int:
        return sum(segment.words for segment in self.segments)

    @property
    def documents(self) -> int:
        return self.manifest.documents

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Self:
        """The index in a folder. Raises UnreadableIndex where there is none, or a damaged or newer one."""
        folder = Path(folder)
        manifest = _manifest(folder)
        if manifest is None:
            raise UnreadableIndex(f"there is no index of sources in {folder}")
        try:
            segments = [Segment(folder / name) for name in manifest.segments]
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            raise UnreadableIndex(
                f"the index in {folder} is damaged: {error}; delete it to have it built"
            ) from error
        return cls(folder, manifest, segments)

    @classmethod
    def build(
        cls,
        folder: str | os.PathLike[str],
        sources: Iterable[str | os.PathLike[str]],
        progress: Progress | None = None,
        segment_words: int = SEGMENT_WORDS,
    ) -> tuple[Self, Added]:
        """The index in a folder with the documents of the sources in it, made or added to as needed.

        Files already in the index are not read again; where one has changed since, all is built anew.
        Raises NothingToRead for a source that is not there, UnreadableIndex as `open`, OSError where the
        folder cannot be written.
        """
        folder = Path(folder)
        before = _manifest(folder) or Manifest()
        known = {file.path: file for file in before.files}
        files = list(_source_files(sources))
        changed = [one.path for one in files if one.path in known and _as_is(one.path) != known[one.path]]
        if changed:
            gone_on = [SourceFile(path) for path in known if os.path.exists(path)]
            files = gone_on + [one for one in files if one.path not in known]
            before, known = Manifest(), {}
        new = [one for one in files if one.path not in known]
        added = Added(rebuilt=bool(changed))
        if new or not (folder / "index.json").exists():
            folder.mkdir(parents=True, exist_ok=True)
            added = _Builder(folder, before, progress, segment_words).add(new, rebuilt=bool(changed))
        return cls.open(folder), added

    @classmethod
    def of_documents(
        cls,
        folder: str | os.PathLike[str],
        documents: Iterable[Document],
        segment_words: int = SEGMENT_WORDS,
    ) -> Self:
        """An index of documents at hand, added to the one in the folder if there is one."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        _Builder(folder, _manifest(folder) or Manifest(), None, segment_words).add_documents(documents)
        return cls.open(folder)


class _Builder:
    def __init__(
        self, folder: Path, manifest: Manifest, progress: Progress | None, segment_words: int
    ) -> None:
        self._folder, self._manifest = folder, manifest
        self._progress, self._segment_words = progress, segment_words
        self._writer: SegmentWriter | None = None
        self._seen = _digests(folder, manifest)
        self._digests: list[bytes] = []
        self._old = set(_parts(folder)) - set(manifest.segments)
        self.documents = self.words = self.copies = 0

    def add(self, files: list[SourceFile], rebuilt: bool) -> Added:
        skipped: list[Skipped] = []
        read: list[File] = []
        try:
            for file in files:
                as_is = _as_is(file.path)
                for item in read_documents(file):
                    if isinstance(item, Skipped):
                        skipped.append(item)
                    else:
                        self._add(item)
                if as_is:
                    read.append(as_is)
            self._finish(tuple(read))
        finally:
            self._abandon()
        return Added(self.documents, self.words, self.copies, len(read), rebuilt, tuple(skipped))

    def add_documents(self, documents: Iterable[Document]) -> None:
        try:
            for document in documents:
                self._add(document)
            self._finish(())
        finally:
            self._abandon()

    def _add(self, document: Document) -> None:
        digest = _digest(document)
        if digest in self._seen:
            self.copies += 1
            return
        self._seen.add(digest)
        if self._writer is None:
            self._writer = SegmentWriter(
                self._folder / f"building-{os.getpid()}", min(BATCH, 4 * self._segment_words)
            )
        self._writer.add(document)
        self._digests.append(digest)
        self.documents += 1
        if self._progress and self.documents % 64 == 0:
            self._progress(self.documents, self.words + self._writer.words)
        if self._writer.words >= self._segment_words:
            self._close_segment()
            self._write(self._manifest)

    def _close_segment(self) -> None:
        writer, self._writer = self._writer, None
        if writer is None:
            return
        writer.finish()
        (writer.folder / "seen.bin").write_bytes(b"".join(self._digests))
        self._digests = []
        name = self._next_name()
        os.replace(writer.folder, self._folder / name)
        self.words += writer.words
        self._manifest = msgspec.structs.replace(
            self._manifest,
            segments=(*self._manifest.segments, name),
            documents=self._manifest.documents + writer.documents,
            words=self._manifest.words + writer.words,
        )

    def _next_name(self) -> str:
        taken = [int(name[5:]) for name in _parts(self._folder)]
        return f"part-{max(taken, default=0) + 1:06}"

    def _finish(self, files: tuple[File, ...]) -> None:
        self._close_segment()
        self._manifest = msgspec.structs.replace(
            self._manifest,
            files=(*self._manifest.files, *files),
            copies=self._manifest.copies + self.copies,
        )
        self._write(self._manifest)
        while (merged := self._merged()) is not None:
            self._write(merged)
        for name in set(_parts(self._folder)) - set(self._manifest.segments):
            shutil.rmtree(self._folder / name, ignore_errors=True)

    def _merged(self) -> Manifest | None:
        """The manifest with the last two parts made one; None where they are better left apart.

        A part is merged into the one before it when it is at least half as large: parts then grow at least
        by half one over the other, and each word is written again a few times at most.
        """
        names = self._manifest.segments[-2:]
        if len(names) < 2:
            return None
        segments = [Segment(self._folder / name) for name in names]
        sizes = [segment.words for segment in segments]
        if sum(sizes) > self._segment_words or sizes[1] * 2 < sizes[0]:
            return None
        writer = SegmentWriter(self._folder / f"building-{os.getpid()}")
        try:
            for segment in segments:
                for document in documents_of(segment):
                    writer.add(document)
            writer.finish()
        except BaseException:
            writer.abandon()
            shutil.rmtree(writer.folder, ignore_errors=True)
            raise
        seen = b"".join((self._folder / name / "seen.bin").read_bytes() for name in names)
        (writer.folder / "seen.bin").write_bytes(seen)
        name = self._next_name()
        os.replace(writer.folder, self._folder / name)
        return msgspec.structs.replace(self._manifest, segments=(*self._manifest.segments[:-2], name))

    def _write(self, manifest: Manifest) -> None:
        written = self._folder / f"index.json.{os.getpid()}"
        written.write_bytes(msgspec.json.encode(manifest))
        os.replace(written, self._folder / "index.json")
        self._manifest = manifest

    def _abandon(self) -> None:
        if self._writer is not None:
            self._writer.abandon()
            shutil.rmtree(self._writer.folder, ignore_errors=True)


def documents_of(segment: Segment) -> Iterator[Document]:
    """The documents of a segment, as they were added."""
    about = segment.about
    for number, id in enumerate(about.ids):
        turns = tuple(
            Turn(segment.turn_text(turn), segment.speaker(turn), about.times.get(str(turn), ()))
            for turn in range(about.first_turn[number], about.first_turn[number + 1])
        )
        yield Document(id, turns, about.titles[number], about.dates[number])


def default_folder(sources: list[str]) -> Path:
    """Where the index of sources stands if the user names no place: beside them, else in the cache folder.

    One file or folder has it beside it, hidden; several, and those in a place that cannot be written to,
    have it in the user's cache folder under a name made from their paths.
    """
    if len(sources) == 1:
        path = Path(sources[0])
        beside = path / ".onrecord-index" if path.is_dir() else path.parent / f".{path.name}.onrecord-index"
        if beside.is_dir() or os.access(beside.parent, os.W_OK):
            return beside
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    names = "\0".join(sorted(os.path.abspath(source) for source in sources))
    return cache / "onrecord" / hashlib.sha256(os.fsencode(names)).hexdigest()[:16]


def _manifest(folder: Path) -> Manifest | None:
    try:
        data = (folder / "index.json").read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError as error:
        raise UnreadableIndex(f"{folder / 'index.json'} is not an index of sources: {error}") from error
    if manifest.version != VERSION:
        raise UnreadableIndex(
            f"the index in {folder} is of version {manifest.version}; this onrecord reads {VERSION}"
        )
    return manifest


def _parts(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.startswith("part-")] if folder.is_dir() else []


def _digests(folder: Path, manifest: Manifest) -> set[bytes]:
    found: set[bytes] = set()
    for name in manifest.segments:
        data = (folder / name / "seen.bin").read_bytes()
        found.update(data[at : at + _DIGEST] for at in range(0, len(data), _DIGEST))
    return found


def _digest(document: Document) -> bytes:
    """What tells copies: date, speakers and texts, not the id or the title."""
    digest = hashlib.blake2b(repr(document.date).encode(), digest_size=_DIGEST)
    for turn in document.turns:
        digest.update(b"\0%d\0" % len(turn.text))
        digest.update(f"{turn.speaker}\0{turn.text}".encode())
    return digest.digest()


def _as_is(path: str) -> File | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return File(path, found.st_size, found.st_mtime_ns)


def _source_files(sources: Iterable[str | os.PathLike[str]]) -> Iterator[SourceFile]:
    from onrecord.verify.sources import source_files

    return source_files(sources)
