-- What pages show without counting: how much there is of each speaker, outlet and model, kept by store/counts.py
-- in the transaction that changes it; and the orders in which pages go on.

ALTER TABLE speakers ADD COLUMN statement_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speakers ADD COLUMN article_count INTEGER NOT NULL DEFAULT 0;  -- in which it has statements
UPDATE speakers SET statement_count = counted.statements, article_count = counted.articles
FROM (
    SELECT speaker_id, count(*) AS statements, count(DISTINCT article_id) AS articles
    FROM statements WHERE speaker_id IS NOT NULL GROUP BY speaker_id
) AS counted
WHERE counted.speaker_id = speakers.id;
CREATE INDEX speakers_by_statements ON speakers (kind, -statement_count, name, id)
    WHERE is_one AND statement_count > 0;
CREATE INDEX speakers_told ON speakers (id) WHERE is_one AND merged_into IS NULL;

ALTER TABLE outlets ADD COLUMN article_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outlets ADD COLUMN statement_count INTEGER NOT NULL DEFAULT 0;
UPDATE outlets SET article_count = counted.articles, statement_count = counted.statements
FROM (
    SELECT outlet_id, count(*) AS articles, sum(statement_count) AS statements FROM articles GROUP BY outlet_id
) AS counted
WHERE counted.outlet_id = outlets.id;

ALTER TABLE models ADD COLUMN article_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE models ADD COLUMN statement_count INTEGER NOT NULL DEFAULT 0;
UPDATE models SET article_count = counted.articles, statement_count = counted.statements
FROM (
    SELECT model_id, count(*) AS articles, sum(statement_count) AS statements FROM articles GROUP BY model_id
) AS counted
WHERE counted.model_id = models.id;

-- By day, those without one last of the newest first.
CREATE INDEX articles_by_day ON articles (coalesce(day, ''), id);
DROP INDEX articles_by_outlet;
CREATE INDEX articles_by_outlet ON articles (outlet_id, coalesce(day, ''), id);
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_by_model ON articles (model_id, read_at);
CREATE INDEX articles_by_same_text ON articles (same_text_as) WHERE same_text_as IS NOT NULL;

DROP VIEW most_heard;
CREATE VIEW most_heard AS
SELECT id, name, kind, is_one, statement_count AS statements, article_count AS articles
FROM speakers WHERE statement_count > 0
ORDER BY statements DESC;

DROP VIEW made_by;
CREATE VIEW made_by AS
SELECT id, name AS model, onrecord, article_count AS articles, statement_count AS statements,
    (SELECT min(read_at) FROM articles WHERE model_id = models.id) AS first_read,
    (SELECT max(read_at) FROM articles WHERE model_id = models.id) AS last_read
FROM models WHERE article_count > 0;

-- Another number after every transaction that writes: Store.stamp.
INSERT INTO counters (name, next) VALUES ('stamp', 0);
