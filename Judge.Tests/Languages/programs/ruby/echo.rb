$stdin.each_line { |line| print line }
