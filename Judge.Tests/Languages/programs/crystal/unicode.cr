name = gets.to_s
puts "#{name} / Grüße, 世界 🌍 / #{name.size}"
