printf("before\n");
A = eye(2);
A(3, 3)
