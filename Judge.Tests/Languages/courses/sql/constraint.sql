CREATE TABLE item (name TEXT UNIQUE);
INSERT INTO item VALUES ('a');
SELECT 'before';
INSERT INTO item VALUES ('a');
SELECT 'never';
