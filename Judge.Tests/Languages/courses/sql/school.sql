.headers on
.mode column
PRAGMA foreign_keys = ON;
CREATE TABLE class (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE student (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    class_id INTEGER REFERENCES class (id),
    grade REAL CHECK (grade BETWEEN 1 AND 6)
);
INSERT INTO class VALUES (1, 'Größe'), (2, 'Klein');
INSERT INTO student (name, class_id, grade) VALUES ('Ann', 1, 1.3), ('Bob', 1, 2.7), ('Cid', 2, 3);
BEGIN;
UPDATE student SET grade = 1 WHERE name = 'Cid';
ROLLBACK;
SELECT c.name, count(*) AS n, round(avg(grade), 2) AS mean FROM student s JOIN class c ON c.id = s.class_id GROUP BY c.id HAVING n > 0 ORDER BY mean;
.mode list
.headers off
WITH RECURSIVE f (n, x) AS (SELECT 1, 1 UNION ALL SELECT n + 1, x * (n + 1) FROM f WHERE n < 5) SELECT max(x) FROM f;
SELECT name, rank() OVER (ORDER BY grade DESC) FROM student;
CREATE VIEW best AS SELECT name FROM student WHERE grade < 2;
CREATE TRIGGER gone AFTER DELETE ON student BEGIN INSERT INTO class (name) VALUES (old.name); END;
DELETE FROM student WHERE name = 'Bob';
SELECT * FROM best UNION SELECT name FROM class ORDER BY 1;
SELECT json_extract('{"a": [1, 2]}', '$.a[1]'), date('2026-02-28', '+1 day'), upper('abc') LIKE 'a%', sqrt(2) > 1.4;
