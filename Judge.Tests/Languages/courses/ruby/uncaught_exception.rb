def head(list)
  list.first.upcase
end

puts 'before'
head([])
