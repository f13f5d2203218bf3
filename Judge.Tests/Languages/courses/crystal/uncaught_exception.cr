numbers = [1, 2, 3]
puts "before"
puts numbers[numbers.size]
