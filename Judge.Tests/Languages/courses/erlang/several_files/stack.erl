-module(stack).
-behaviour(gen_server).
-export([start/0, push/1, pop/0, init/1, handle_call/3, handle_cast/2]).

start() -> gen_server:start({local, stack}, stack, [], []).
push(X) -> gen_server:cast(stack, {push, X}).
pop() -> gen_server:call(stack, pop).

init(List) -> {ok, List}.
handle_cast({push, X}, List) -> {noreply, [X | List]}.
handle_call(pop, _From, [X | Rest]) -> {reply, X, Rest}.
