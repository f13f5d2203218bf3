raise "as asked"
