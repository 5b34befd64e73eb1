-- SPDX-License-Identifier: GPL-3.0-or-later
-- Plans as texts: markup in paragraphs, footnotes where they stand, options of tables, plans that
-- change earlier ones, plans as issued, the office's own templates.

-- Texts of blocks are light markup from now on (src/core/nh-rich-text.h).
UPDATE block SET text = replace (replace (replace (text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')
  WHERE text GLOB '*[<>&]*';

-- A footnote stood in a row of its own after its paragraph; it belongs into that paragraph.
UPDATE block SET text = coalesce (text, '') || coalesce ((
    SELECT group_concat ('<note>' || coalesce (n.text, '') || '</note>', '') FROM (
      SELECT f.text AS text FROM block f WHERE f.plan = block.plan AND f.kind = 'footnote'
         AND f.position > block.position
         AND NOT EXISTS (SELECT 1 FROM block o WHERE o.plan = block.plan AND o.kind <> 'footnote'
                            AND o.position > block.position AND o.position < f.position)
       ORDER BY f.position) n), '')
  WHERE kind IN ('heading', 'paragraph', 'bullet');
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
