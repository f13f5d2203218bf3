main(_) ->
    {ok, [A, B]} = io:fread("", "~d ~d"),
    io:format("~p~n", [A + B]),
    ok = io:setopts([binary]),
    io:format("~tp~n", [io:get_line("")]),
    ok = io:setopts([list]),
    {ok, Rest} = io:fread("", "~s ~d"),
    io:format("~p~n", [Rest]),
    io:format("~p~n", [io:get_line("")]).
