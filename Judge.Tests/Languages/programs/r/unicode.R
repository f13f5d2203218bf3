name <- readLines(file("stdin"), n = 1)
cat(name, " / Grüße, 世界 🌍 / ", nchar(name), "\n", sep = "")
