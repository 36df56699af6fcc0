"""What names, and the entities that bear them, are told apart by."""

LABELS = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
"""What the network tells names apart by, as CoreNLP does, whose tags it learnt from."""

PERSON, ORGANISATION, PLACE, OTHER = LABELS

# Entities without a name: that nouns stand for, that writes the text, and people in general.
UNNAMED, AUTHOR, GENERIC = "NOMINAL", "AUTHOR", "GENERIC"
