package main

func main() { panic("as asked") }
