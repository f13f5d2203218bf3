puts {{ flag?(:release) }}
numbers = (1..100).map { |i| (i * 7919) % 101 }.sort
puts numbers.sum
begin
  puts Int32::MAX + numbers[0] + 1
rescue error : OverflowError
  puts error.message
end
puts numbers[numbers.size]? || "none"
