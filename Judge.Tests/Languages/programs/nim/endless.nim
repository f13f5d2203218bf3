var i = 0'u64
while true:
  i += 1
