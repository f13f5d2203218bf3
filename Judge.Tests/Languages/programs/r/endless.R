while (TRUE) { }
