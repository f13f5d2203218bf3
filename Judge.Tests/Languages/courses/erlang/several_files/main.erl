-module(main).
-export([main/1]).

main(_) ->
    stack:start(),
    stack:push(1),
    stack:push(2),
    io:format("~p ~p~n", [stack:pop(), shapes:area({square, 3})]).
