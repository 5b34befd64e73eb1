-- SPDX-License-Identifier: GPL-3.0-or-later
-- Plans as texts: markup in paragraphs, footnotes where they stand, options of tables, plans that
-- change earlier ones, plans as issued, the office's own templates.

-- Texts of blocks are light markup from now on (src/core/nh-rich-text.h).
UPDATE block SET text = replace (replace (replace (text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')
  WHERE text GLOB '*[<>&]*';

-- A footnote stood in a row of its own after its paragraph; it belongs into that paragraph, or into the
-- last one before it when a table stands between. One without any becomes a paragraph.
UPDATE block SET text = coalesce (text, '') || coalesce ((
    SELECT group_concat ('<note>' || coalesce (n.text, '') || '</note>', '') FROM (
      SELECT f.text AS text FROM block f WHERE f.plan = block.plan AND f.kind = 'footnote'
         AND (f.position, f.id) > (block.position, block.id)
         AND NOT EXISTS (SELECT 1 FROM block o WHERE o.plan = block.plan
                            AND o.kind IN ('heading', 'paragraph', 'bullet')
                            AND (o.position, o.id) > (block.position, block.id)
                            AND (o.position, o.id) < (f.position, f.id))
       ORDER BY f.position, f.id) n), '')
  WHERE kind IN ('heading', 'paragraph', 'bullet')
    AND plan IN (SELECT plan FROM block WHERE kind = 'footnote');
UPDATE block SET kind = 'paragraph', level = 0 WHERE id IN (
  SELECT f.id FROM block f WHERE f.kind = 'footnote'
     AND NOT EXISTS (SELECT 1 FROM block o WHERE o.plan = f.plan
                        AND o.kind IN ('heading', 'paragraph', 'bullet')
                        AND (o.position, o.id) < (f.position, f.id)));
DELETE FROM block WHERE kind = 'footnote';

-- What a table shows: columns, rows, order (src/document/nh-table-options.h).
ALTER TABLE block ADD COLUMN options TEXT;
ALTER TABLE appendix ADD COLUMN options TEXT;

-- A plan that amends or replaces an earlier one, and the plan of last year that it was rolled over from.
ALTER TABLE plan ADD COLUMN amends INTEGER REFERENCES plan (id);
ALTER TABLE plan ADD COLUMN amends_how TEXT;
ALTER TABLE plan ADD COLUMN previous INTEGER REFERENCES plan (id);
CREATE INDEX plan_by_amends ON plan (amends);
CREATE INDEX plan_by_previous ON plan (previous);

-- A plan as it was issued: the whole document, as src/document/nh-document-xml.h writes it.
CREATE TABLE plan_version (
  id INTEGER PRIMARY KEY, plan INTEGER NOT NULL REFERENCES plan (id), number TEXT, symbol TEXT,
  issued_on TEXT, frozen_at TEXT NOT NULL, who TEXT NOT NULL, document TEXT NOT NULL, note TEXT);
CREATE INDEX plan_version_by_plan ON plan_version (plan, frozen_at);

-- A template that the office saved: records as in data/templates/.
CREATE TABLE plan_template (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'other', note TEXT,
  content TEXT NOT NULL);

-- A plan that is to replace another one asks for no papers before it is issued, and then the replaced
-- one asks for none any more: nobody owes a paper twice.
DROP VIEW due;
CREATE VIEW due AS
  SELECT d.id AS id, d.id AS deadline, NULL AS activity, d.plan AS plan, d.what AS what,
         d.audience AS audience, d.due_end AS due_on,
         d.due_exactness NOT IN ('day', 'yearly-day') AS provisional, d.channel AS channel
    FROM deadline d WHERE d.rule <> 'relative'
     AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.amends_how = 'replaces' AND p.amends IS NOT NULL
       AND CASE WHEN p.status IN ('issued', 'closed') THEN p.amends ELSE p.id END = d.plan)
  UNION ALL
  SELECT (d.id + a.id) & 0x7fffffffffffffff, d.id, a.id, d.plan, d.what,
         coalesce ((SELECT group_concat (name, ', ') FROM (SELECT coalesce (nullif (u.short_name, ''),
           u.name) AS name FROM activity_unit l JOIN unit u ON u.id = l.unit
           WHERE l.activity = a.id ORDER BY l.position)), d.audience),
         date(a.period_start, '-' || d.offset_days || ' days'),
         a.period_exactness NOT IN ('day', 'days'), d.channel
    FROM deadline d JOIN activity a ON a.plan = d.plan AND a.kind = d.activity_kind
   WHERE d.rule = 'relative' AND a.period_start IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.amends_how = 'replaces' AND p.amends IS NOT NULL
       AND CASE WHEN p.status IN ('issued', 'closed') THEN p.amends ELSE p.id END = d.plan);
