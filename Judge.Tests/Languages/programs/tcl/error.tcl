error "as asked"
