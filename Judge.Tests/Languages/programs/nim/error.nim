raise newException(ValueError, "as asked")
