-module(main).
-export([main/1, area/1]).
-record(point, {x = 0, y = 0}).

area({circle, R}) -> math:pi() * R * R;
area({square, S}) -> S * S.

worker(Parent) ->
    receive
        {square, N} -> Parent ! {result, N * N}, worker(Parent);
        stop -> ok
    end.

main(Args) ->
    Self = self(),
    Pid = spawn(fun() -> worker(Self) end),
    Pid ! {square, 7},
    receive {result, R} -> io:format("~p~n", [R]) end,
    Pid ! stop,
    io:format("~.2f ~p ~ts ~p~n", [area({circle, 1}), area({square, 2}), "größe", Args]),
    P = #point{x = 3},
    io:format("~p ~p~n", [P#point.x, [X * 2 || X <- lists:seq(1, 5), X rem 2 =:= 1]]),
    {ok, [A, B]} = io:fread("", "~d ~d"),
    io:format("~p ~p~n", [A + B, maps:to_list(#{a => 1})]).
