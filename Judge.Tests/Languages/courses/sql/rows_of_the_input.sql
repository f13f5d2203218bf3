CREATE TABLE sales (city TEXT, amount INTEGER);
.import --csv --skip 1 /dev/stdin sales
SELECT city, sum(amount) FROM sales GROUP BY city ORDER BY city;
