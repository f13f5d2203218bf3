i = 0_u64
loop { i &+= 1 }
