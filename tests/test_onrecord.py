"""What the package shows, and which way its imports go."""

import ast
import subprocess
import sys
from pathlib import Path

import onrecord

PACKAGE = Path(onrecord.__file__).parent

MAY_IMPORT = {
    "errors": set(),
    "extras": {"errors"},
    "printable": set(),
    "language": set(),
    "version": set(),
    "article": {"errors"},
    "record": {"article", "errors"},
    "schema": {"record"},
    "sources": {"article", "errors", "language", "version"},
    "statements": {"article", "errors", "record"},
    "speakers": {"errors", "record", "statements"},
    "voice": {"record", "speakers", "statements"},
    "reader": {"article", "errors", "language", "record", "speakers", "statements", "version", "voice"},
    "formats": {"article", "errors", "extras", "record", "statements", "voice"},
    "spacy": {"article", "errors", "extras", "formats", "reader", "record"},
    "report": {"printable", "record"},
    "measures": {"record"},
    "evaluation": {"article", "errors", "measures", "record", "sources"},
    "speaker_evaluation": {"errors", "evaluation", "measures", "record", "sources", "speakers"},
    "store": {"article", "errors", "extras", "formats", "record", "version"},
    "ingest": {"article", "errors", "printable", "reader", "record", "sources", "store", "version"},
    "spark": {"article", "errors", "extras", "ingest", "reader", "sources", "store"},
    "tally": {"article", "printable", "reader", "record", "sources"},
    "verify": {"article", "errors", "printable", "record", "sources", "speakers", "statements", "store"},
    "corrections": {"article", "errors", "printable", "record", "store"},
    "compare": {"errors", "printable", "record", "store", "verify"},
    "mcp": {
        "article",
        "errors",
        "extras",
        "reader",
        "record",
        "sources",
        "store",
        "verify",
        "version",
    },
    "web": {
        "article",
        "compare",
        "corrections",
        "errors",
        "formats",
        "ingest",
        "printable",
        "reader",
        "record",
        "sources",
        "statements",
        "store",
        "verify",
        "version",
    },
    "commands": {
        "compare",
        "corrections",
        "errors",
        "extras",
        "formats",
        "ingest",
        "mcp",
        "printable",
        "reader",
        "record",
        "report",
        "sources",
        "store",
        "tally",
        "verify",
        "web",
    },
    "cli": {
        "commands",
        "errors",
        "evaluation",
        "formats",
        "printable",
        "reader",
        "report",
        "sources",
        "speaker_evaluation",
        "tally",
        "version",
    },
}
"""What each part may import of the package: the values and what stands before it, never what comes after."""


def imports_of(path: Path) -> set[str]:
    """The parts of the package that a module imports, those it imports for its types left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import, which this test does not follow"
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("onrecord.")}


def test_the_public_names_are_these_sorted_and_each_is_there() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert onrecord.__all__ == ["Article", "Reader", "Record", "Span", "Speaker", "Statement"]
    assert dir(onrecord) == onrecord.__all__
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__name__ == name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(onrecord, "Writer")


def test_imports_go_one_way() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if part != "__init__":
            assert part in MAY_IMPORT, f"{part} has no line in MAY_IMPORT yet"
            imported = imports_of(path) - {part} - MAY_IMPORT[part]
            wrong += [f"{path.relative_to(PACKAGE)} imports {name}" for name in sorted(imported)]
    assert not wrong


def test_no_part_may_import_one_that_comes_after_it() -> None:
    parts = list(MAY_IMPORT)
    assert all(parts.index(one) < parts.index(part) for part in parts for one in MAY_IMPORT[part])


def test_importing_the_package_or_asking_for_help_loads_no_inference_engine() -> None:
    code = (
        "import sys, onrecord, onrecord.cli; "
        "print(sorted({'onnxruntime', 'tokenizers', 'numpy', 'rich'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
