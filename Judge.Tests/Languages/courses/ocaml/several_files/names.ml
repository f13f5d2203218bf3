let secret = "*"
let decorated name = secret ^ name ^ secret
