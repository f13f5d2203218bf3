CREATE TABLE input (number INTEGER);
.import --csv /dev/stdin input
SELECT sum(number) FROM input;
