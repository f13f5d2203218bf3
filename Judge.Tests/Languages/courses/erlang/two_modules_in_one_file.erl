-module(shapes).
-export([area/1]).
area(X) -> X * X.

-module(app).
-export([start/0]).
start() -> io:format("~p ~p~n", [shapes:area(3), ?MODULE]), shapes:area(a).
