-module(main).
-export([main/1]).

half(X) when X > 0 -> X / 0.

main(_) ->
    io:format("before~n"),
    half(3).
