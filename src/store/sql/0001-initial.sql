-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first version of a workbook. Immutable once released: changes come as 0002-….sql.
-- Every table has a declared integer key (the session extension needs one); positions are sparse
-- integers and never unique; no self-referencing cascade: the model deletes explicitly.
-- A period is four columns: …_text as written, …_start, …_end (ISO days), …_exactness.

CREATE TABLE setting (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT);

CREATE TABLE school_year (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, starts_on TEXT, term1_ends TEXT, term2_starts TEXT,
  term2_ends TEXT, ends_on TEXT, decision TEXT, note TEXT);

CREATE TABLE unit (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL DEFAULT 'other', name TEXT NOT NULL, short_name TEXT,
  parent INTEGER REFERENCES unit (id), area TEXT, phone TEXT, email TEXT, active_from TEXT,
  active_to TEXT, successor INTEGER REFERENCES unit (id), note TEXT, sort_key TEXT);
CREATE INDEX unit_by_name ON unit (sort_key);
CREATE INDEX unit_by_parent ON unit (parent);

CREATE TABLE unit_alias (
  id INTEGER PRIMARY KEY, unit INTEGER NOT NULL REFERENCES unit (id), alias TEXT NOT NULL,
  folded TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX unit_alias_by_unit ON unit_alias (unit);
CREATE INDEX unit_alias_by_folded ON unit_alias (folded);

CREATE TABLE person (
  id INTEGER PRIMARY KEY, title TEXT, name TEXT NOT NULL, post TEXT,
  unit INTEGER REFERENCES unit (id), subjects TEXT, phone TEXT, email TEXT, birth_year INTEGER,
  active_from TEXT, active_to TEXT, note TEXT, sort_key TEXT);
CREATE INDEX person_by_name ON person (sort_key);
CREATE INDEX person_by_unit ON person (unit);

CREATE TABLE legal_reference (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL DEFAULT 'letter', number TEXT, issued_on TEXT,
  issuer TEXT, subject TEXT, in_force_to TEXT, note TEXT);
CREATE INDEX legal_reference_by_number ON legal_reference (number);

CREATE TABLE team (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL DEFAULT 'cluster', name TEXT NOT NULL,
  parent INTEGER REFERENCES team (id), term TEXT, decision INTEGER REFERENCES legal_reference (id),
  note TEXT, position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX team_by_parent ON team (parent);

CREATE TABLE team_unit (
  id INTEGER PRIMARY KEY, team INTEGER NOT NULL REFERENCES team (id),
  unit INTEGER NOT NULL REFERENCES unit (id), position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX team_unit_by_team ON team_unit (team);
CREATE INDEX team_unit_by_unit ON team_unit (unit);

CREATE TABLE membership (
  id INTEGER PRIMARY KEY, team INTEGER NOT NULL REFERENCES team (id),
  person INTEGER NOT NULL REFERENCES person (id), role TEXT NOT NULL DEFAULT 'member',
  subject TEXT, from_on TEXT, to_on TEXT, replaces INTEGER REFERENCES person (id),
  decision INTEGER REFERENCES legal_reference (id), note TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX membership_by_team ON membership (team);
CREATE INDEX membership_by_person ON membership (person);

CREATE TABLE plan (
  id INTEGER PRIMARY KEY, school_year INTEGER REFERENCES school_year (id),
  kind TEXT NOT NULL DEFAULT 'other', status TEXT NOT NULL DEFAULT 'draft', doc_type TEXT,
  number TEXT, symbol TEXT, superior_agency TEXT, issuer TEXT, issuer_short TEXT, place TEXT,
  issued_text TEXT, issued_start TEXT, issued_end TEXT, issued_exactness TEXT,
  title TEXT NOT NULL, grades TEXT, team INTEGER REFERENCES team (id),
  sign_authority TEXT, sign_post TEXT, sign_name TEXT, note TEXT);
CREATE INDEX plan_by_school_year ON plan (school_year);

CREATE TABLE plan_basis (
  id INTEGER PRIMARY KEY, plan INTEGER NOT NULL REFERENCES plan (id), lead TEXT,
  reference INTEGER REFERENCES legal_reference (id), text TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX plan_basis_by_plan ON plan_basis (plan);

CREATE TABLE plan_recipient (
  id INTEGER PRIMARY KEY, plan INTEGER NOT NULL REFERENCES plan (id), text TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX plan_recipient_by_plan ON plan_recipient (plan);

CREATE TABLE block (
  id INTEGER PRIMARY KEY, plan INTEGER NOT NULL REFERENCES plan (id),
  kind TEXT NOT NULL DEFAULT 'paragraph', level INTEGER NOT NULL DEFAULT 0, text TEXT, view TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX block_by_plan ON block (plan, position);

CREATE TABLE appendix (
  id INTEGER PRIMARY KEY, plan INTEGER NOT NULL REFERENCES plan (id), title TEXT NOT NULL,
  view TEXT NOT NULL DEFAULT 'calendar', layout TEXT NOT NULL DEFAULT 'single',
  orientation TEXT NOT NULL DEFAULT 'portrait', note TEXT, position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX appendix_by_plan ON appendix (plan);

CREATE TABLE activity (
  id INTEGER PRIMARY KEY, plan INTEGER REFERENCES plan (id), kind TEXT NOT NULL DEFAULT 'other',
  content TEXT, period_text TEXT, period_start TEXT, period_end TEXT, period_exactness TEXT,
  measures TEXT, participants TEXT, responsible TEXT, place TEXT,
  team INTEGER REFERENCES team (id), subject TEXT, grade TEXT, level TEXT, mode TEXT, target TEXT,
  status TEXT NOT NULL DEFAULT 'planned', result TEXT, note TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX activity_by_plan ON activity (plan, position);
CREATE INDEX activity_by_start ON activity (period_start);
CREATE INDEX activity_by_team ON activity (team);

CREATE TABLE activity_unit (
  id INTEGER PRIMARY KEY, activity INTEGER NOT NULL REFERENCES activity (id),
  unit INTEGER NOT NULL REFERENCES unit (id), role TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX activity_unit_by_activity ON activity_unit (activity);
CREATE INDEX activity_unit_by_unit ON activity_unit (unit);

CREATE TABLE activity_person (
  id INTEGER PRIMARY KEY, activity INTEGER NOT NULL REFERENCES activity (id),
  person INTEGER NOT NULL REFERENCES person (id), role TEXT NOT NULL DEFAULT 'member',
  substitute INTEGER REFERENCES person (id), absence_reason TEXT, note TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX activity_person_by_activity ON activity_person (activity);
CREATE INDEX activity_person_by_person ON activity_person (person);

CREATE TABLE deadline (
  id INTEGER PRIMARY KEY, plan INTEGER REFERENCES plan (id), what TEXT NOT NULL, audience TEXT,
  rule TEXT NOT NULL DEFAULT 'on', due_text TEXT, due_start TEXT, due_end TEXT,
  due_exactness TEXT, activity_kind TEXT, offset_days INTEGER, channel TEXT, note TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX deadline_by_plan ON deadline (plan);

CREATE TABLE programme (
  id INTEGER PRIMARY KEY, plan INTEGER REFERENCES plan (id), code TEXT, title TEXT NOT NULL,
  audience TEXT, required_periods INTEGER, content TEXT, note TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX programme_by_plan ON programme (plan);

CREATE TABLE module (
  id INTEGER PRIMARY KEY, programme INTEGER NOT NULL REFERENCES programme (id), code TEXT,
  title TEXT NOT NULL, audience TEXT, periods INTEGER, note TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX module_by_programme ON module (programme);

-- History: one row an action, written by the store in the same transaction. Not part of undo.
CREATE TABLE change (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
  changeset BLOB NOT NULL);

-- Every paper that is due: absolute and yearly deadlines once, relative ones once for each
-- activity of their plan and kind that has a date. While the activity has only a month, the safe
-- day counts from the first of the month and is marked provisional (specification D1). Who owes a
-- paper are the units of the activity where it names some, else whom the deadline names.
CREATE VIEW due AS
  SELECT d.id AS id, d.id AS deadline, NULL AS activity, d.plan AS plan, d.what AS what,
         d.audience AS audience, d.due_end AS due_on,
         d.due_exactness NOT IN ('day', 'yearly-day') AS provisional, d.channel AS channel
    FROM deadline d WHERE d.rule <> 'relative'
  UNION ALL
  SELECT (d.id + a.id) & 0x7fffffffffffffff, d.id, a.id, d.plan, d.what,
         coalesce ((SELECT group_concat (name, ', ') FROM (SELECT coalesce (nullif (u.short_name, ''),
           u.name) AS name FROM activity_unit l JOIN unit u ON u.id = l.unit
           WHERE l.activity = a.id ORDER BY l.position)), d.audience),
         date(a.period_start, '-' || d.offset_days || ' days'),
         a.period_exactness NOT IN ('day', 'days'), d.channel
    FROM deadline d JOIN activity a ON a.plan = d.plan AND a.kind = d.activity_kind
   WHERE d.rule = 'relative' AND a.period_start IS NOT NULL;

-- Search: one full-text index an entity, over folded text (SQLite's own remove_diacritics leaves
-- đ alone), kept by triggers. The views say what is searched.
CREATE VIEW unit_search AS
  SELECT u.id AS id, nh_fold (coalesce (u.name, '') || ' ' || coalesce (u.short_name, '') || ' ' ||
    coalesce (u.area, '') || ' ' || coalesce (u.phone, '') || ' ' || coalesce (u.email, '') || ' ' ||
    coalesce (u.note, '') || ' ' || coalesce ((SELECT group_concat (alias, ' ') FROM unit_alias
    WHERE unit = u.id), '')) AS text FROM unit u;
CREATE VIRTUAL TABLE unit_fts USING fts5 (text, prefix = '1 2 3', tokenize = 'unicode61');
CREATE TRIGGER unit_ai AFTER INSERT ON unit BEGIN
  INSERT INTO unit_fts (rowid, text) SELECT id, text FROM unit_search WHERE id = new.id; END;
CREATE TRIGGER unit_ad AFTER DELETE ON unit BEGIN
  DELETE FROM unit_fts WHERE rowid = old.id; END;
CREATE TRIGGER unit_au AFTER UPDATE ON unit BEGIN
  DELETE FROM unit_fts WHERE rowid = old.id;
  INSERT INTO unit_fts (rowid, text) SELECT id, text FROM unit_search WHERE id = new.id; END;
CREATE TRIGGER unit_alias_ai AFTER INSERT ON unit_alias BEGIN
  DELETE FROM unit_fts WHERE rowid = new.unit;
  INSERT INTO unit_fts (rowid, text) SELECT id, text FROM unit_search WHERE id = new.unit; END;
CREATE TRIGGER unit_alias_ad AFTER DELETE ON unit_alias BEGIN
  DELETE FROM unit_fts WHERE rowid = old.unit;
  INSERT INTO unit_fts (rowid, text) SELECT id, text FROM unit_search WHERE id = old.unit; END;
CREATE TRIGGER unit_alias_au AFTER UPDATE ON unit_alias BEGIN
  DELETE FROM unit_fts WHERE rowid IN (old.unit, new.unit);
  INSERT INTO unit_fts (rowid, text)
    SELECT id, text FROM unit_search WHERE id IN (old.unit, new.unit); END;

CREATE VIEW person_search AS
  SELECT p.id AS id, nh_fold (coalesce (p.name, '') || ' ' || coalesce (p.post, '') || ' ' ||
    coalesce (p.subjects, '') || ' ' || coalesce (p.phone, '') || ' ' || coalesce (p.email, '') ||
    ' ' || coalesce (p.note, '') || ' ' || coalesce (u.name, '') || ' ' ||
    coalesce (u.short_name, '')) AS text
    FROM person p LEFT JOIN unit u ON u.id = p.unit;
CREATE VIRTUAL TABLE person_fts USING fts5 (text, prefix = '1 2 3', tokenize = 'unicode61');
CREATE TRIGGER person_ai AFTER INSERT ON person BEGIN
  INSERT INTO person_fts (rowid, text) SELECT id, text FROM person_search WHERE id = new.id; END;
CREATE TRIGGER person_ad AFTER DELETE ON person BEGIN
  DELETE FROM person_fts WHERE rowid = old.id; END;
CREATE TRIGGER person_au AFTER UPDATE ON person BEGIN
  DELETE FROM person_fts WHERE rowid = old.id;
  INSERT INTO person_fts (rowid, text) SELECT id, text FROM person_search WHERE id = new.id; END;
CREATE TRIGGER person_unit_au AFTER UPDATE OF name, short_name ON unit
  WHEN old.name IS NOT new.name OR old.short_name IS NOT new.short_name BEGIN
  DELETE FROM person_fts WHERE rowid IN (SELECT id FROM person WHERE unit = new.id);
  INSERT INTO person_fts (rowid, text)
    SELECT id, text FROM person_search WHERE id IN (SELECT id FROM person WHERE unit = new.id); END;

CREATE VIEW activity_search AS
  SELECT a.id AS id, nh_fold (coalesce (a.content, '') || ' ' || coalesce (a.period_text, '') ||
    ' ' || coalesce (a.subject, '') || ' ' || coalesce (a.grade, '') || ' ' ||
    coalesce (a.level, '') || ' ' || coalesce (a.place, '') || ' ' ||
    coalesce (a.participants, '') || ' ' || coalesce (a.responsible, '') || ' ' ||
    coalesce (a.note, '') || ' ' || coalesce ((SELECT name FROM team WHERE id = a.team), '') ||
    ' ' || coalesce ((SELECT group_concat (u.name || ' ' || coalesce (u.short_name, ''), ' ')
    FROM activity_unit l JOIN unit u ON u.id = l.unit WHERE l.activity = a.id), '')) AS text
    FROM activity a;
CREATE VIRTUAL TABLE activity_fts USING fts5 (text, prefix = '1 2 3', tokenize = 'unicode61');
CREATE TRIGGER activity_ai AFTER INSERT ON activity BEGIN
  INSERT INTO activity_fts (rowid, text) SELECT id, text FROM activity_search WHERE id = new.id; END;
CREATE TRIGGER activity_ad AFTER DELETE ON activity BEGIN
  DELETE FROM activity_fts WHERE rowid = old.id; END;
CREATE TRIGGER activity_au AFTER UPDATE ON activity BEGIN
  DELETE FROM activity_fts WHERE rowid = old.id;
  INSERT INTO activity_fts (rowid, text) SELECT id, text FROM activity_search WHERE id = new.id; END;
CREATE TRIGGER activity_unit_ai AFTER INSERT ON activity_unit BEGIN
  DELETE FROM activity_fts WHERE rowid = new.activity;
  INSERT INTO activity_fts (rowid, text) SELECT id, text FROM activity_search WHERE id = new.activity; END;
CREATE TRIGGER activity_unit_ad AFTER DELETE ON activity_unit BEGIN
  DELETE FROM activity_fts WHERE rowid = old.activity;
  INSERT INTO activity_fts (rowid, text) SELECT id, text FROM activity_search WHERE id = old.activity; END;
CREATE TRIGGER activity_unit_au AFTER UPDATE ON activity_unit BEGIN
  DELETE FROM activity_fts WHERE rowid IN (old.activity, new.activity);
  INSERT INTO activity_fts (rowid, text)
    SELECT id, text FROM activity_search WHERE id IN (old.activity, new.activity); END;
CREATE TRIGGER activity_unit_name_au AFTER UPDATE OF name, short_name ON unit
  WHEN old.name IS NOT new.name OR old.short_name IS NOT new.short_name BEGIN
  DELETE FROM activity_fts WHERE rowid IN (SELECT activity FROM activity_unit WHERE unit = new.id);
  INSERT INTO activity_fts (rowid, text) SELECT id, text FROM activity_search
    WHERE id IN (SELECT activity FROM activity_unit WHERE unit = new.id); END;
CREATE TRIGGER activity_team_name_au AFTER UPDATE OF name ON team
  WHEN old.name IS NOT new.name BEGIN
  DELETE FROM activity_fts WHERE rowid IN (SELECT id FROM activity WHERE team = new.id);
  INSERT INTO activity_fts (rowid, text) SELECT id, text FROM activity_search
    WHERE id IN (SELECT id FROM activity WHERE team = new.id); END;
