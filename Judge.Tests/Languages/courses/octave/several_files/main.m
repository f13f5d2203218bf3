printf("%d\n", twice(21));
