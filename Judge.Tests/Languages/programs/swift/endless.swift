var i: UInt = 0
while true { i &+= 1; if i == 0 { print(i) } }
