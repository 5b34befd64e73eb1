-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rosters over the years: what units and people were before, units in clusters with dates, the
-- office's own roles, nominations for awards, pairs of units that are not one.

ALTER TABLE unit ADD COLUMN levels TEXT;

-- What a unit was until a day (the last one); an empty column means what comes after it. The unit's
-- own row is what it is now.
CREATE TABLE unit_state (
  id INTEGER PRIMARY KEY, unit INTEGER NOT NULL REFERENCES unit (id), until_on TEXT NOT NULL,
  name TEXT, short_name TEXT, kind TEXT, parent INTEGER REFERENCES unit (id), area TEXT,
  decision INTEGER REFERENCES legal_reference (id), note TEXT);
CREATE INDEX unit_state_by_unit ON unit_state (unit, until_on);
CREATE INDEX unit_state_by_parent ON unit_state (parent);

-- Where a person worked, and as what, until a day. The person's own row is the present post.
CREATE TABLE person_post (
  id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person (id), from_on TEXT,
  until_on TEXT NOT NULL, unit INTEGER REFERENCES unit (id), post TEXT,
  decision INTEGER REFERENCES legal_reference (id), note TEXT);
CREATE INDEX person_post_by_person ON person_post (person, until_on);
CREATE INDEX person_post_by_unit ON person_post (unit);

-- A unit is in a cluster from a day to a day (both included, each may be open).
ALTER TABLE team_unit ADD COLUMN from_on TEXT;
ALTER TABLE team_unit ADD COLUMN to_on TEXT;
ALTER TABLE team_unit ADD COLUMN decision INTEGER REFERENCES legal_reference (id);
ALTER TABLE team_unit ADD COLUMN note TEXT;

-- Roles that the office adds to those of the program; a membership holds the name of its role.
CREATE TABLE team_role (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0);

-- 'nominated': the group proposes the member for an award.
ALTER TABLE membership ADD COLUMN award TEXT;
CREATE INDEX membership_by_replaces ON membership (replaces);

-- Two units that look alike and are not one: never proposed for merging again.
CREATE TABLE unit_distinct (
  id INTEGER PRIMARY KEY, first INTEGER NOT NULL REFERENCES unit (id),
  second INTEGER NOT NULL REFERENCES unit (id));
CREATE INDEX unit_distinct_by_first ON unit_distinct (first);
CREATE INDEX unit_distinct_by_second ON unit_distinct (second);
