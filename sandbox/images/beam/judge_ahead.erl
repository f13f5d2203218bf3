%% What Erlang and Elixir do ahead when their runtime is started before its program is known: they compile and run a small program, so that the
%% compiler is loaded when theirs comes. A plain start leaves it out, and so does one whose program is there by then.
-module(judge_ahead).
-export([erlang/0, elixir/0]).

%% HOLD_PATH of sandbox/runner/hold.h.
-define(HELD_BY, "/proc/self/fd/1023").

erlang() -> is_ahead() andalso compile_small().

elixir() ->
    is_ahead() andalso compile_small_of_elixir(),
    judge_input:start(binary),
    elixir:start_cli().

is_ahead() -> element(1, file:read_link_info(?HELD_BY)) =:= ok.

compile_small() ->
    {ok, Forms} = epp:parse_file("/opt/judge/small.erl", [{default_encoding, utf8}, {includes, ["."]}]),
    {ok, Module, Code} = compile:forms(Forms, [return_errors, nowarn_export_all]),
    {module, Module} = code:load_binary(Module, "small.erl", Code),
    Module:main(),
    forget(Module).

compile_small_of_elixir() ->
    {ok, _} = application:ensure_all_started(elixir),
    {ok, Source} = file:read_file("/opt/judge/small.exs"),
    [forget(Module) || {Module, _} <- 'Elixir.Code':compile_string(Source, <<"small.exs">>)].

forget(Module) ->
    code:delete(Module),
    code:purge(Module).
