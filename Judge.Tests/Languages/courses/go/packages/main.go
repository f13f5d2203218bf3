package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"school/shapes"
	"school/shapes/round"
)

type Number interface{ ~int | ~float64 }

func Sum[T Number](numbers []T) (sum T) {
	for _, n := range numbers {
		sum += n
	}
	return
}

var ErrOverdrawn = errors.New("overdrawn")

func withdraw(balance, amount int) (int, error) {
	if amount > balance {
		return 0, fmt.Errorf("withdraw %d: %w", amount, ErrOverdrawn)
	}
	return balance - amount, nil
}

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	var numbers []int
	for scanner.Scan() {
		var n int
		fmt.Sscan(scanner.Text(), &n)
		numbers = append(numbers, n)
	}
	fmt.Println(Sum(numbers), slices.Max(numbers), os.Args[1:], helper())
	var group sync.WaitGroup
	results := make(chan int, 10)
	for i := range 10 {
		group.Add(1)
		go func() { defer group.Done(); results <- i * i }()
	}
	group.Wait()
	close(results)
	total := 0
	for r := range results {
		total += r
	}
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("timeout", total)
	}
	var shape shapes.Shape = round.Circle{Radius: 1}
	fmt.Printf("%.2f\n", shape.Area())
	text, _ := json.Marshal(map[string]int{"b": 2, "a": 1})
	words := strings.Fields("größe b a")
	sort.Strings(words)
	fmt.Println(string(text), words)
	_, err := withdraw(1, 2)
	fmt.Println(err, errors.Is(err, ErrOverdrawn))
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(numbers[len(numbers)])
}
