CREATE TABLE item (name TEXT);
INSERT INTO item VALUES ('a'), ('b');
