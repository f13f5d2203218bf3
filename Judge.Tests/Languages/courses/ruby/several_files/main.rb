# frozen_string_literal: true

require 'json'
require 'set'
require 'prime'
require_relative 'lib/shapes'

Point = Struct.new(:x, :y) do
  def +(other) = Point.new(x + other.x, y + other.y)
end

first = $stdin.gets.chomp
numbers = $stdin.read.split.map(&:to_i)
puts "#{first} #{numbers.sum} #{ARGV.inspect}"
puts [Shapes::Circle.new(1), Shapes::Square.new(2)].map { |s| format('%.2f', s.area) }.join(', ')
puts (Point.new(1, 2) + Point.new(1, 1)).to_a.inspect, { a: 1 }.to_json, Prime.first(4).inspect
puts 'größe'.upcase, 'größe'.length
puts numbers.each_slice(2).to_a.inspect, numbers.group_by(&:odd?).transform_values(&:count).inspect
case { kind: 'circle', r: 2 }
in { kind: 'circle', r: Integer => r } then puts "circle #{r}"
end
begin
  raise ArgumentError, 'thrown'
rescue ArgumentError => e
  puts e.message
ensure
  puts 'ensured'
end
threads = 3.times.map { |i| Thread.new { i * i } }
puts threads.sum(&:value)
fibonacci = Enumerator.new { |y| a, b = 0, 1; loop { y << a; a, b = b, a + b } }
puts fibonacci.lazy.select(&:even?).first(4).inspect, __FILE__ == $PROGRAM_NAME
File.write('notes.txt', 'kept')
puts File.read('notes.txt')
