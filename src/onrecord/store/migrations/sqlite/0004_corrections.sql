-- What readers say about records, apart from them: nothing here changes when an article is read again, and
-- nothing is deleted; a correction that is taken back is marked as withdrawn.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    kind TEXT NOT NULL,                                    -- speaker, not_a_statement, span, missing, checked
    given_by TEXT NOT NULL,                                -- the name that the reader gave
    given_at TEXT NOT NULL,                                -- UTC
    remark TEXT,
    correction TEXT NOT NULL,                              -- JSON, with the spans and the words it is about
    model_id INTEGER NOT NULL REFERENCES models (id),      -- what made the record that it was made on
    withdrawn_by TEXT,
    withdrawn_at TEXT,
    hash TEXT NOT NULL UNIQUE                              -- of all of it but the withdrawal and the numbers
);
CREATE INDEX corrections_by_article ON corrections (article_id);
CREATE INDEX corrections_by_reader ON corrections (given_by);

INSERT INTO counters (name, next) VALUES ('corrections', 1);
