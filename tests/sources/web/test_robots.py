"""robots.txt as RFC 9309 has it."""

import pytest

from onrecord.sources.web.robots import parse_robots

RULES = """
# all
User-agent: other
Disallow: /

User-Agent: first
User-agent: OnRecord
Disallow: /a
Allow: /a/b
Disallow: /*.pdf$
Crawl-delay: 2.5

User-agent: *
Disallow: /all
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", True),
        ("/", True),
        ("/a", False),
        ("/a?x=1", False),
        ("/a/b/c", True),
        ("/%61/c", False),
        ("/x/y.pdf", False),
        ("/x/y.pdf?1", True),
        ("/other", True),
    ],
)
def test_the_longest_rule_of_the_robots_own_group_counts(path: str, allowed: bool) -> None:
    robots = parse_robots(RULES, "onrecord")
    assert robots.allows(f"https://post.example{path}") is allowed
    assert robots.delay == 2.5


def test_without_a_group_of_its_own_that_for_all_counts() -> None:
    assert not parse_robots(RULES, "unknown").allows("https://post.example/all/1")
    assert parse_robots("", "onrecord").allows("https://post.example/all/1")
    assert parse_robots("Disallow: /\nUser-agent: *\nDisallow:\n", "x").allows("https://post.example/")


def test_a_delay_of_hours_is_cut() -> None:
    assert parse_robots("User-agent: *\nCrawl-delay: 86400", "x").delay == 30.0
