stop("as asked")
