"""How well pages are extracted has a floor; it is not lowered by accident."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.article import Article
from onrecord.sources import Page, Skipped
from onrecord.sources.html import read_page

REPOSITORY = Path(__file__).parents[3]
# Measured by benchmarks/extraction.py: 93.1, 77.4, 96.7.
FLOORS = {"newspaper_tests": 92.8, "goose3_tests": 76.5, "scrapinghub_dev": 96.3}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("extraction", REPOSITORY / "benchmarks" / "extraction.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FLOORS)
def test_the_text_of_real_pages_is_found_at_least_this_well(
    shared: Path, benchmark: ModuleType, name: str
) -> None:
    pages = benchmark.pages_of(shared / "data" / "html", name)
    answers = [
        read_page(Page("P", page["html"].encode("utf-8", "replace"), page.get("url"))) for page in pages
    ]
    assert all(isinstance(answer, Article) or answer.reason for answer in answers)
    texts = ["" if isinstance(answer, Skipped) else answer.text for answer in answers]
    assert benchmark.score(name, pages, texts)["f1"] >= FLOORS[name]
