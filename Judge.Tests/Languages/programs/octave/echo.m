while true
  line = fgetl(stdin);
  if !ischar(line), break; endif
  puts([line "\n"]);
endwhile
