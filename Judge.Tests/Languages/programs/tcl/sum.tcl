set sum 0
foreach number [read stdin] { incr sum $number }
puts $sum
