(error "as asked")
