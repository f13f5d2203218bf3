// Package shapes has the interface of all shapes.
package shapes

type Shape interface{ Area() float64 }
