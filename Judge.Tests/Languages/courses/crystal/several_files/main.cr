require "json"
require "./zoo"

record Point, x : Int32, y : Int32 do
  def +(other : Point)
    Point.new(x + other.x, y + other.y)
  end
end

class Overdrawn < Exception; end

numbers = STDIN.each_line.map(&.to_i).to_a
puts "#{numbers.sum} #{ARGV[0]} #{Point.new(1, 2) + Point.new(1, 1)}"
puts({"a" => [1, 2]}.to_json, JSON.parse(%({"b": 3}))["b"])
channel = Channel(Int32).new
3.times { |i| spawn { channel.send i } }
puts 3.times.map { channel.receive }.sum
begin
  raise Overdrawn.new("größe")
rescue e : Overdrawn
  puts e.message
end
printf("%.2f %s\n", 3.14159, Zoo::Lion.new.roar)
