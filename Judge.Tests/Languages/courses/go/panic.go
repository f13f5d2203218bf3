package main

import "fmt"

type node struct{ next *node }

func main() {
	fmt.Println("before")
	var n *node
	fmt.Println(n.next)
}
