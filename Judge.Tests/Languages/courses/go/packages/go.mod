module school

go 1.24
