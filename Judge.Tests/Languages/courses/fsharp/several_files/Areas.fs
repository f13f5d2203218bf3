module Areas

open System

let circle radius = Math.PI * radius * radius
let square side : float = side * side
