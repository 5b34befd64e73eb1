-- SPDX-License-Identifier: GPL-3.0-or-later
-- The year at a glance: delegations and checklists of inspections, what they found, units that take up a
-- theme, who owes papers and what came in, activities as a plan was issued, links to files.

-- The delegation that inspects, a list of what it looks at, and whether the proposal of a schedule must
-- leave the time as it is ('fixed').
ALTER TABLE activity ADD COLUMN delegation INTEGER REFERENCES team (id);
ALTER TABLE activity ADD COLUMN checklist INTEGER;
ALTER TABLE activity ADD COLUMN fixed TEXT;
CREATE INDEX activity_by_delegation ON activity (delegation);

-- What an inspection of a kind looks at, kept once and used by many.
CREATE TABLE checklist (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, position INTEGER NOT NULL DEFAULT 0);
CREATE TABLE checklist_item (
  id INTEGER PRIMARY KEY, checklist INTEGER NOT NULL REFERENCES checklist (id), text TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX checklist_item_by_checklist ON checklist_item (checklist, position);

-- What was found at a unit, what it has to do about it until when, and how far that is.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY, activity INTEGER NOT NULL REFERENCES activity (id),
  unit INTEGER REFERENCES unit (id), item INTEGER REFERENCES checklist_item (id), text TEXT,
  remedy TEXT, due_on TEXT, state TEXT NOT NULL DEFAULT 'open', closed_on TEXT, note TEXT,
  position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX finding_by_activity ON finding (activity, position);
CREATE INDEX finding_by_unit ON finding (unit);

-- How far a unit is with a theme.
CREATE TABLE theme_adoption (
  id INTEGER PRIMARY KEY, activity INTEGER NOT NULL REFERENCES activity (id),
  unit INTEGER NOT NULL REFERENCES unit (id), state TEXT NOT NULL DEFAULT 'planned', on_day TEXT,
  note TEXT);
CREATE INDEX theme_adoption_by_activity ON theme_adoption (activity, unit);
CREATE INDEX theme_adoption_by_unit ON theme_adoption (unit);

-- Decisions, slides, minutes: what belongs to an activity and lies elsewhere.
CREATE TABLE activity_link (
  id INTEGER PRIMARY KEY, activity INTEGER NOT NULL REFERENCES activity (id), title TEXT,
  address TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX activity_link_by_activity ON activity_link (activity, position);

-- When the activities of a plan were to be as it was issued.
CREATE TABLE plan_version_activity (
  id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES plan_version (id), activity INTEGER NOT NULL,
  content TEXT, period_text TEXT, period_start TEXT, period_end TEXT, period_exactness TEXT);
CREATE INDEX plan_version_activity_by_version ON plan_version_activity (version);
CREATE INDEX plan_version_activity_by_activity ON plan_version_activity (activity);

-- Who owes the paper of a deadline: a rule, or units by name; and the deadline of the level above whose
-- paper is made from this one.
ALTER TABLE deadline ADD COLUMN owes TEXT;
ALTER TABLE deadline ADD COLUMN upper INTEGER REFERENCES deadline (id);
CREATE INDEX deadline_by_upper ON deadline (upper);
CREATE TABLE deadline_unit (
  id INTEGER PRIMARY KEY, deadline INTEGER NOT NULL REFERENCES deadline (id),
  unit INTEGER NOT NULL REFERENCES unit (id), position INTEGER NOT NULL DEFAULT 0);
CREATE INDEX deadline_unit_by_deadline ON deadline_unit (deadline);
CREATE INDEX deadline_unit_by_unit ON deadline_unit (unit);

-- A paper that came in. Where nobody by name owes it, unit and team are empty.
CREATE TABLE submission (
  id INTEGER PRIMARY KEY, deadline INTEGER NOT NULL REFERENCES deadline (id),
  activity INTEGER REFERENCES activity (id), unit INTEGER REFERENCES unit (id),
  team INTEGER REFERENCES team (id), received_on TEXT NOT NULL, note TEXT);
CREATE INDEX submission_by_deadline ON submission (deadline, unit);
CREATE INDEX submission_by_activity ON submission (activity);
CREATE INDEX submission_by_unit ON submission (unit);

-- The days on which papers are due (see 0001 and 0003). "Trước ngày 15/9" means before that day, so the last day
-- that is left is the 14th, unless the office set strictly_before to 'no'; "trước 17h00 ngày 15/9" is that day,
-- and "trước tháng 12" the day before the month whatever is set. New too: papers some days after each activity.
-- Keys of rows are mixed by shifts: keys made at one time lie close together, and plain sums of them would
-- meet. What is in words only has no day. Of a provisional day (a week or month is known) due_on is the safe one;
-- latest_on is the one after which it is certain that the paper is late: NULL, the same.
DROP VIEW due;
CREATE VIEW due_day AS
  SELECT d.id AS id, d.id AS deadline, NULL AS activity, d.plan AS plan,
         CASE WHEN ' ' || nh_fold (d.due_text) NOT LIKE '% truoc %' THEN d.due_end
              WHEN d.due_exactness NOT IN ('day', 'yearly-day') THEN date (d.due_start, '-1 day')
              WHEN nh_fold (d.due_text) GLOB '*[0-9]h*' OR nh_fold (d.due_text) GLOB '*[0-9]:*'
                OR nh_fold (d.due_text) GLOB '*[0-9] gio*' OR nh_fold (d.due_text) GLOB '*[0-9]g[0-9]*'
                THEN d.due_end
              WHEN coalesce ((SELECT value FROM setting WHERE key = 'strictly_before'), 'yes') = 'no'
                THEN d.due_end
              ELSE date (d.due_end, '-1 day') END AS due_on,
         d.due_exactness NOT IN ('day', 'days', 'yearly-day') AS provisional, NULL AS latest_on
    FROM deadline d WHERE d.rule NOT IN ('relative', 'after')
     AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.amends_how = 'replaces' AND p.amends IS NOT NULL
       AND CASE WHEN p.status IN ('issued', 'closed') THEN p.amends ELSE p.id END = d.plan)
  UNION ALL
  SELECT d.id + ((a.id << 10) & 0x3fffffffffffffff), d.id, a.id, d.plan,
         CASE d.rule WHEN 'after' THEN date (a.period_end, '+' || coalesce (d.offset_days, 0) || ' days')
           ELSE date (a.period_start, '-' || coalesce (d.offset_days, 0) || ' days') END,
         a.period_exactness NOT IN ('day', 'days') OR a.status = 'postponed',
         CASE WHEN a.status = 'postponed' THEN '9999-12-31' WHEN d.rule = 'relative'
           THEN date (coalesce (a.period_end, a.period_start), '-' || coalesce (d.offset_days, 0) || ' days') END
    FROM deadline d CROSS JOIN activity a ON a.plan = d.plan AND a.kind = d.activity_kind
   WHERE d.rule IN ('relative', 'after') AND a.period_start IS NOT NULL AND a.status <> 'cancelled'
     AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.amends_how = 'replaces' AND p.amends IS NOT NULL
       AND CASE WHEN p.status IN ('issued', 'closed') THEN p.amends ELSE p.id END = d.plan);

-- Every paper that is due, with what is said of it.
CREATE VIEW due AS
  SELECT e.id AS id, e.deadline AS deadline, e.activity AS activity, e.plan AS plan, d.what AS what,
         coalesce ((SELECT group_concat (name, ', ') FROM (SELECT coalesce (nullif (u.short_name, ''),
           u.name) AS name FROM activity_unit l JOIN unit u ON u.id = l.unit
           WHERE l.activity = e.activity AND l.role IN ('host', 'inspected') GROUP BY u.id
           ORDER BY min (l.position))), d.audience) AS audience,
         e.due_on AS due_on, e.provisional AS provisional, d.channel AS channel,
         coalesce (CASE WHEN e.provisional THEN e.latest_on END, e.due_on) AS latest_on
    FROM due_day e JOIN deadline d ON d.id = e.deadline;

-- Whom each deadline is owed by, where that does not hang on an activity: units or clusters, and between which
-- days they owe it: units while they exist. "owed" compares these with the day that is due.
CREATE VIEW deadline_ower AS
  SELECT d.id AS deadline, l.unit AS unit, NULL AS team, u.active_from AS from_on, u.active_to AS to_on
    FROM deadline d JOIN deadline_unit l ON l.deadline = d.id JOIN unit u ON u.id = l.unit WHERE d.owes = 'listed'
  UNION ALL
  SELECT d.id, NULL, t.id, NULL, NULL FROM deadline d JOIN plan p ON p.id = d.plan JOIN team t ON t.kind = 'cluster'
     AND (t.id = p.team OR t.parent = p.team) WHERE d.owes = 'clusters'
  UNION ALL
  SELECT d.id, u.id, NULL, u.active_from, u.active_to FROM deadline d
    JOIN unit u ON u.kind IN ('district_office', 'commune_office') WHERE d.owes = 'offices'
  UNION ALL
  SELECT d.id, u.id, NULL, u.active_from, u.active_to FROM deadline d
    JOIN unit u ON u.kind NOT IN ('province_office', 'district_office', 'commune_office', 'other')
   WHERE d.owes = 'schools';

-- The same for units that owe what their cluster or its council plans, as long as they belong to it: one may come
-- in several rows, since it can change from one cluster to another.
CREATE VIEW cluster_ower AS
  SELECT p.id AS plan, u.id AS unit, max (coalesce (l.from_on, ''), coalesce (u.active_from, '')) AS from_on,
         min (coalesce (l.to_on, '9999-12-31'), coalesce (u.active_to, '9999-12-31')) AS to_on
    FROM plan p JOIN team t ON t.id = p.team OR t.parent = p.team
    JOIN team_unit l ON l.team = t.id JOIN unit u ON u.id = l.unit
   WHERE p.id IN (SELECT plan FROM deadline WHERE owes = 'cluster_units');

-- Who owes what until when, and whether it came. What hangs on an activity is owed by the units that host
-- it or are inspected, unless the deadline says otherwise; of clusters only by the activity's own, where it
-- has one. Where nobody is named, one row has no ower. Who was not there yet on the day that is due, or not any
-- more, owes nothing; a paper without a day is owed by those of today. Nothing is missing or late before the latest
-- day that is possible, and never for an activity that is postponed.
CREATE VIEW owed AS
  SELECT o.due + ((coalesce (o.unit, o.team, 0) << 31) & 0x1fffffffffffffff) AS id, o.due AS due,
         o.deadline AS deadline, o.activity AS activity, o.plan AS plan, d.what AS what, o.unit AS unit,
         o.team AS team, o.due_on AS due_on, o.provisional AS provisional, d.channel AS channel,
         s.id AS submission, s.received_on AS received_on,
         CASE WHEN s.received_on IS NULL AND o.latest_on < date ('now', 'localtime') THEN 'missing'
              WHEN s.received_on IS NULL THEN 'open'
              WHEN s.received_on > o.latest_on THEN 'late'
              ELSE 'received' END AS state, s.note AS note, o.latest_on AS latest_on
    FROM (
      SELECT DISTINCT e.id AS due, e.deadline AS deadline, e.activity AS activity, e.plan AS plan,
             l.unit AS unit, NULL AS team, e.due_on AS due_on, e.provisional AS provisional,
             coalesce (CASE WHEN e.provisional THEN e.latest_on END, e.due_on) AS latest_on
        FROM due_day e JOIN deadline d ON d.id = e.deadline AND coalesce (d.owes, 'activity_units') = 'activity_units'
        LEFT JOIN activity_unit l ON l.activity = e.activity AND l.role IN ('host', 'inspected')
         AND EXISTS (SELECT 1 FROM unit u WHERE u.id = l.unit
           AND (u.active_from IS NULL OR u.active_from <= coalesce (e.due_on, date ('now', 'localtime')))
           AND (u.active_to IS NULL OR u.active_to >= coalesce (e.due_on, date ('now', 'localtime'))))
      UNION ALL
      SELECT DISTINCT e.id, e.deadline, e.activity, e.plan, c.unit, NULL, e.due_on, e.provisional,
             coalesce (CASE WHEN e.provisional THEN e.latest_on END, e.due_on)
        FROM due_day e JOIN deadline d ON d.id = e.deadline AND d.owes = 'cluster_units'
        LEFT JOIN cluster_ower c ON c.plan = e.plan AND c.from_on <= coalesce (e.due_on, date ('now', 'localtime'))
         AND c.to_on >= coalesce (e.due_on, date ('now', 'localtime'))
      UNION ALL
      SELECT e.id, e.deadline, e.activity, e.plan, w.unit, w.team, e.due_on, e.provisional,
             coalesce (CASE WHEN e.provisional THEN e.latest_on END, e.due_on)
        FROM due_day e JOIN deadline d ON d.id = e.deadline AND d.owes NOT IN ('activity_units', 'cluster_units')
        LEFT JOIN deadline_ower w ON w.deadline = e.deadline
         AND (w.from_on IS NULL OR w.from_on <= coalesce (e.due_on, date ('now', 'localtime')))
         AND (w.to_on IS NULL OR w.to_on >= coalesce (e.due_on, date ('now', 'localtime')))
         AND (w.team IS NULL OR e.activity IS NULL OR NOT EXISTS (SELECT 1 FROM activity a
           JOIN team t ON t.id = a.team AND t.kind = 'cluster' WHERE a.id = e.activity AND t.id <> w.team))
    ) o JOIN deadline d ON d.id = o.deadline
    LEFT JOIN submission s ON s.id = (SELECT min (x.id) FROM submission x WHERE x.deadline = o.deadline
      AND x.activity IS o.activity AND x.unit IS o.unit AND x.team IS o.team);
