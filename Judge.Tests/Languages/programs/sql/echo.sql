CREATE TABLE input (line TEXT);
.import --csv /dev/stdin input
SELECT line FROM input;
