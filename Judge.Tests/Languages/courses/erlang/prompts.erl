-module(main).
-export([main/0]).

main() ->
    show(io:get_line("Name? ")),
    show(io:get_line(user, "user: ")),
    show(io:get_chars("none ", 2)),
    show(io:fread("two> ", "~d ~d")),
    show(io:read("term> ")),
    show(io:get_line("")),
    show(file:read_line(standard_io)),
    ok = io:setopts([binary]),
    show(io:get_line('')),
    show(io:request(standard_io, {requests, [{put_chars, unicode, "last"}, {get_line, unicode, ": "}]})),
    show({io:get_line("end> "), io:get_chars("end> ", 1)}).

show(What) -> io:format("~tp~n", [What]).
