main(_) -> copy(io:get_line("")).

copy(eof) -> ok;
copy(Line) ->
    io:put_chars(Line),
    copy(io:get_line("")).
