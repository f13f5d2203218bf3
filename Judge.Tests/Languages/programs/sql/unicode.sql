CREATE TABLE input (name TEXT);
.import --csv /dev/stdin input
SELECT name || ' / Grüße, 世界 🌍 / ' || length(name) FROM input;
