.read schema.sql
SELECT count(*) FROM item;
