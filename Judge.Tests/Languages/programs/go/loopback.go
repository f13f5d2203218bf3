package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "http") }))
	answer, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		panic(err)
	}
	text, _ := io.ReadAll(answer.Body)

	receiver, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	sender, err := net.Dial("udp", receiver.LocalAddr().String())
	if err != nil {
		panic(err)
	}
	fmt.Fprint(sender, "udp")
	bytes := make([]byte, 8)
	count, _, _ := receiver.ReadFrom(bytes)
	if string(text) == "http" && string(bytes[:count]) == "udp" {
		fmt.Println("served")
	}
}
