-- Quotation families: which quotations are versions of one another. All of it can be made again from the
-- records; `onrecord families` brings it up to date.

-- Distinct wordings of quotations, without case, punctuation and spelling.
CREATE TABLE quotation_versions (
    id INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    length INTEGER NOT NULL,                               -- in words
    hash INTEGER NOT NULL UNIQUE,                          -- of the words
    family_id INTEGER NOT NULL                             -- the version that stands for the family
);
CREATE INDEX quotation_versions_by_family ON quotation_versions (family_id);

-- Where a wording is printed. The statement's number changes when its article is read again; the row is then
-- replaced when families are brought up to date.
CREATE TABLE quotations (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES quotation_versions (id),
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    statement_id INTEGER NOT NULL,
    spans TEXT NOT NULL                                    -- "12-34 56-78", code points, end exclusive
);
CREATE INDEX quotations_by_version ON quotations (version_id);
CREATE INDEX quotations_by_article ON quotations (article_id);

-- Runs of three words by which versions find each other, as hashes.
CREATE TABLE quotation_keys (
    key INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    few INTEGER NOT NULL,                                  -- 1: the version has few keys
    PRIMARY KEY (key, version_id)
) WITHOUT ROWID;

-- Versions that have enough words in common, in both directions.
CREATE TABLE quotation_links (
    version_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    PRIMARY KEY (version_id, other_id)
) WITHOUT ROWID;

-- Articles that carry the same text but for cuts and small changes (agency copy): all but the first of them.
CREATE TABLE article_copies (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    copy_of INTEGER NOT NULL REFERENCES articles (id)
);
CREATE INDEX article_copies_by_first ON article_copies (copy_of);

-- Runs of five words of an article's own prose, a sample of their hashes, by which copies are found.
CREATE TABLE article_prints (
    print INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (print, article_id)
) WITHOUT ROWID;

ALTER TABLE articles ADD COLUMN prints INTEGER;                    -- how many prints it has, null before they are made

-- Articles written since families were brought up to date last.
CREATE TABLE families_pending (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO families_pending (article_id) SELECT id FROM articles;

INSERT INTO counters (name, next) VALUES ('quotation_versions', 1), ('quotations', 1);
