error("as asked")
