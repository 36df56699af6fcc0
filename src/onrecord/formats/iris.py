"""IRIs for what has none of its own: names, not addresses, the same for the same record everywhere.

    urn:onrecord:article:ID                      an article without a usable URL
    urn:onrecord:record:ID:DIGEST:statement:s1   a part of a record; the digest tells readings apart
    urn:onrecord:terms:manner                    a term of the vocabulary of our own

IDs are percent-encoded, so that any character may be in them.
"""

import hashlib
import re
from urllib.parse import quote

from onrecord.article import Article
from onrecord.record import Record

TERMS = "urn:onrecord:terms:"

_DIGEST_LENGTH = 16
# What an IRI of the web can have; other schemes could be taken for the prefix of a JSON-LD context.
_WEB = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x20\x7f-\x9f]+""", re.IGNORECASE)


def article_iri(article: Article) -> str:
    """The article's URL where it is an address of the web, else a name made of its id."""
    if article.url and _WEB.fullmatch(article.url):
        return article.url
    return f"urn:onrecord:article:{_encoded(article.id)}"


def record_iri(record: Record) -> str:
    """A name for this reading of the article: of its id and a digest of all that the record holds."""
    digest = hashlib.sha256(record.to_json()).hexdigest()[:_DIGEST_LENGTH]
    return f"urn:onrecord:record:{_encoded(record.article.id)}:{digest}"


def part_iri(record: str, kind: str, part: str | int) -> str:
    """A name for a part of a record, from the record's IRI; parts of two kinds may have the same id."""
    return f"{record}:{kind}:{_encoded(str(part))}"


def _encoded(part: str) -> str:
    return quote(part, safe="")
