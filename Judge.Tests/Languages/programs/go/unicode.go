package main

import (
	"bufio"
	"fmt"
	"os"
	"unicode/utf8"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Scan()
	fmt.Printf("%s / Grüße, 世界 🌍 / %d\n", in.Text(), utf8.RuneCountInString(in.Text()))
}
