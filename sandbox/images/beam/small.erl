%% Uses what many programs use, and shows nothing.
-module(judge_small).
-export([main/0]).
-record(point, {x = 0, y = 0}).

main() ->
    Numbers = [list_to_integer(Word) || Word <- string:tokens(string:trim("3 1 2\n"), " ")],
    [_ | _] = string:split(string:to_upper("a b"), " ", all),
    {ok, [1], []} = io_lib:fread("~d", "1"),
    Counts = lists:foldl(fun count/2, #{}, lists:sort(Numbers)),
    Point = #point{x = maps:size(Counts), y = lists:sum(Numbers)},
    iolist_size(io_lib:format("~p ~w ~s ~ts ~b ~.2f~n", [Counts, Point, "a", "b", distance(Point), math:sqrt(2)])),
    try error(small) catch error:Reason:Stack -> erl_error:format_exception(error, Reason, Stack) end,
    ok.

count(Number, Counts) -> maps:update_with(Number, fun(Count) -> Count + 1 end, 1, Counts).

distance(#point{x = X, y = Y}) when X >= 0; Y >= 0 -> X * X + Y * Y;
distance(_) -> 0.
