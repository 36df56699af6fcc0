-- Tables are in the order in which a reader of the file needs them; a column called name or title is what
-- Datasette shows in place of a number.

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- What made a record: the model's name and the version of onrecord.
CREATE TABLE models (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    onrecord TEXT NOT NULL,
    UNIQUE (name, onrecord)
);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    title TEXT,
    outlet_id INTEGER REFERENCES outlets (id),
    published TEXT,                                        -- as given
    day TEXT,                                              -- YYYY-MM-DD, null where `published` tells none
    authors TEXT,
    url TEXT,
    given_id TEXT NOT NULL,                                -- the id given, else the path or URL
    language TEXT,
    statement_count INTEGER NOT NULL,
    same_text_as INTEGER REFERENCES articles (id),         -- the first article with the same text
    model_id INTEGER NOT NULL REFERENCES models (id),
    read_at TEXT NOT NULL,                                 -- UTC
    content_hash TEXT NOT NULL UNIQUE,                     -- of outlet and text: each article once
    text_hash TEXT NOT NULL
);
CREATE INDEX articles_by_text ON articles (text_hash);
CREATE INDEX articles_by_outlet ON articles (outlet_id);
CREATE INDEX articles_by_given_id ON articles (given_id);

-- The text as given, and the rest of the record: its JSON without the text and the quotes, zlib. Both
-- together give back the record exactly; every other table can be made again from this one.
CREATE TABLE records (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    record BLOB NOT NULL
);

-- Speakers across articles: one row for each kind and folded name.
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    folded TEXT NOT NULL,
    is_one INTEGER NOT NULL,                               -- 1: one and the same in all articles; 0: so called
    merged_into INTEGER REFERENCES speakers (id),          -- by hand
    UNIQUE (kind, folded)
);
CREATE INDEX speakers_by_merged ON speakers (merged_into) WHERE merged_into IS NOT NULL;

-- Speakers as an article has them.
CREATE TABLE article_speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    names TEXT,
    roles TEXT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    label TEXT NOT NULL,                                   -- the id in the record: p1
    rule_speaker_id INTEGER NOT NULL REFERENCES speakers (id),  -- by kind and folded name
    speaker_id INTEGER NOT NULL REFERENCES speakers (id)   -- after merging and splitting by hand
);
CREATE INDEX article_speakers_by_article ON article_speakers (article_id);
CREATE INDEX article_speakers_by_rule ON article_speakers (rule_speaker_id);
CREATE INDEX article_speakers_by_speaker ON article_speakers (speaker_id);

-- In this article, the speaker found by rule is in truth another one: said by hand, kept through re-reading.
CREATE TABLE speaker_splits (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    rule_speaker_id INTEGER NOT NULL REFERENCES speakers (id),
    speaker_id INTEGER NOT NULL REFERENCES speakers (id),
    PRIMARY KEY (article_id, rule_speaker_id)
) WITHOUT ROWID;

-- A statement's number holds its day, so that numbers are in the order of days (store/dates.py).
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    quote TEXT NOT NULL,
    speaker_id INTEGER REFERENCES speakers (id),
    cue TEXT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    manner TEXT NOT NULL,
    cue_tone TEXT,
    cue_lemma TEXT,
    negated INTEGER NOT NULL,
    hypothetical INTEGER NOT NULL,
    speaker_kind TEXT,
    source TEXT,
    addressee TEXT,
    venue TEXT,
    confidence REAL NOT NULL,
    speaker_confidence REAL,
    label TEXT NOT NULL,                                   -- the id in the record: s1
    parent TEXT,                                           -- the label of the statement it is made in
    outlet_id INTEGER REFERENCES outlets (id),
    article_speaker_id INTEGER REFERENCES article_speakers (id) ON DELETE CASCADE,
    source_spans TEXT,                                     -- "12-34 56-78", code points, end exclusive
    cue_spans TEXT,
    content_spans TEXT NOT NULL,
    addressee_spans TEXT,
    venue_spans TEXT,
    -- What a search narrows by, as words of the full-text index: lists of it are intersected as those of
    -- words are, in the order of days.
    facets TEXT GENERATED ALWAYS AS (
        'manner_' || manner || ' negated_' || negated || ' hypothetical_' || hypothetical
        || coalesce(' tone_' || cue_tone, '') || coalesce(' kind_' || speaker_kind, '')
        || coalesce(' speaker_' || speaker_id, '') || coalesce(' outlet_' || outlet_id, '')
    ) VIRTUAL
);
CREATE INDEX statements_by_article ON statements (article_id);
CREATE INDEX statements_by_speaker ON statements (speaker_id);
CREATE INDEX statements_by_article_speaker ON statements (article_speaker_id);

CREATE VIRTUAL TABLE statements_fts USING fts5 (
    quote, facets,
    content="statements", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2 tokenchars '_'"
);
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, quote, facets) VALUES (new.id, new.quote, new.facets);
END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, quote, facets)
    VALUES ('delete', old.id, old.quote, old.facets);
END;
CREATE TRIGGER statements_fts_update AFTER UPDATE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, quote, facets)
    VALUES ('delete', old.id, old.quote, old.facets);
    INSERT INTO statements_fts (rowid, quote, facets) VALUES (new.id, new.quote, new.facets);
END;

CREATE VIRTUAL TABLE speakers_fts USING fts5 (
    name, folded,
    content="speakers", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER speakers_fts_insert AFTER INSERT ON speakers BEGIN
    INSERT INTO speakers_fts (rowid, name, folded) VALUES (new.id, new.name, new.folded);
END;
CREATE TRIGGER speakers_fts_delete AFTER DELETE ON speakers BEGIN
    INSERT INTO speakers_fts (speakers_fts, rowid, name, folded)
    VALUES ('delete', old.id, old.name, old.folded);
END;
CREATE TRIGGER speakers_fts_update AFTER UPDATE OF name, folded ON speakers BEGIN
    INSERT INTO speakers_fts (speakers_fts, rowid, name, folded)
    VALUES ('delete', old.id, old.name, old.folded);
    INSERT INTO speakers_fts (rowid, name, folded) VALUES (new.id, new.name, new.folded);
END;

-- What was given and could not be read, with the reason; an article that is read later leaves this list.
CREATE TABLE refused (
    name TEXT PRIMARY KEY,                                 -- the id, path, PATH:LINE or URL
    reason TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL
);

-- Files read to their end, so that another run passes them by as long as they have not changed.
CREATE TABLE inputs (
    name TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    finished_at TEXT NOT NULL
);

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
);
INSERT INTO counters (name, next) VALUES ('articles', 1), ('article_speakers', 1), ('statements', 1);

CREATE VIEW who_said_what AS
SELECT
    statements.id AS id,
    coalesce(speakers.name, statements.source) AS speaker,
    statements.speaker_kind AS kind,
    statements.cue AS cue,
    statements.quote AS quote,
    statements.manner AS manner,
    statements.cue_tone AS tone,
    statements.negated AS negated,
    statements.hypothetical AS hypothetical,
    statements.confidence AS confidence,
    outlets.name AS outlet,
    articles.day AS day,
    articles.title AS title,
    articles.url AS url,
    articles.given_id AS article,
    statements.article_id AS article_id,
    statements.speaker_id AS speaker_id
FROM statements
JOIN articles ON articles.id = statements.article_id
LEFT JOIN speakers ON speakers.id = statements.speaker_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id;

CREATE VIEW most_heard AS
SELECT speakers.id AS id, speakers.name AS name, speakers.kind AS kind, speakers.is_one AS is_one,
    count(*) AS statements, count(DISTINCT statements.article_id) AS articles
FROM statements JOIN speakers ON speakers.id = statements.speaker_id
GROUP BY speakers.id
ORDER BY statements DESC;

CREATE VIEW same_texts AS
SELECT articles.text_hash AS text_hash, count(*) AS articles, min(articles.day) AS first_day,
    group_concat(coalesce(outlets.name, articles.given_id), '; ') AS carried_by
FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet_id
WHERE articles.text_hash IN (SELECT text_hash FROM articles WHERE same_text_as IS NOT NULL)
GROUP BY articles.text_hash;

CREATE VIEW made_by AS
SELECT models.id AS id, models.name AS model, models.onrecord AS onrecord, count(*) AS articles,
    sum(articles.statement_count) AS statements, min(articles.read_at) AS first_read,
    max(articles.read_at) AS last_read
FROM articles JOIN models ON models.id = articles.model_id
GROUP BY models.id;
