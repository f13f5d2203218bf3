name = gets.chomp
puts "#{name} / Grüße, 世界 🌍 / #{name.length}"
