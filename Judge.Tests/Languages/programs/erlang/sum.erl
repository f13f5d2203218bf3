main(_) ->
    io:setopts(standard_io, [binary]),
    io:format("~w~n", [add(file:read_line(standard_io), 0)]).

add(eof, Sum) -> Sum;
add({ok, Line}, Sum) -> add(file:read_line(standard_io), Sum + binary_to_integer(string:trim(Line))).
