        global format
format: db "%d", 10, 0
