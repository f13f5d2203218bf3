%% Runs main.erl as a program. It may be a script of functions alone, as escript has them, or one or several modules; the submission's other modules lie beside it.
-module(judge_run).
-export([main/0]).

main() ->
    judge_ahead:erlang(),
    % Held here until there is a program, where it is started ahead: what lies beside main.erl is there as soon as it is.
    file:read_file_info("main.erl"),
    Sources = ["main.erl" | [File || File <- filelib:wildcard("**/*.erl"), File =/= "main.erl"]],
    [Main | _] = Modules = lists:append([load(File) || File <- Sources]),
    judge_input:start(list),
    Entry = hd([Module || Module <- Modules, entries(Module) =/= []] ++ [Main]),
    try call(Entry, entries(Entry), init:get_plain_arguments()) of
        _ -> stop(0)
    catch
        Class:Reason:Stack ->
            tell([erl_error:format_exception(Class, Reason, own(Stack)), $\n]),
            stop(1)
    end.

%% Its modules, the first one first.
load(File) ->
    {ok, Forms} = epp:parse_file(File, [{default_encoding, utf8}, {includes, [".", filename:dirname(File)]}]),
    [load(File, Chunk) || Chunk <- chunks(File, Forms)].

load(File, Forms) ->
    case compile:forms(Forms, [return_errors, nowarn_export_all, {i, "."}]) of
        {ok, Module, Code} ->
            {module, Module} = code:load_binary(Module, File, Code),
            Module;
        {error, Errors, _} ->
            [tell([io_lib:format("~ts:~ts: ~ts~n", [Name, place(Place), By:format_error(What)])]) || {Name, Faults} <- Errors, {Place, By, What} <- Faults],
            stop(1)
    end.

%% What belongs to each module of a file. One without a module's name is a script, of which every function can be called.
chunks(File, Forms) ->
    {Before, Rest} = lists:splitwith(fun(Form) -> not is_module(Form) end, Forms),
    case Rest of
        [] ->
            Name = list_to_atom(filename:basename(File, ".erl")),
            [[{attribute, 1, file, {File, 1}}, {attribute, 1, module, Name}, {attribute, 1, compile, export_all} | tl(Before)]];
        _ ->
            split(Before, Rest, File)
    end.

split(_, [], _) -> [];
split(Before, [Module | Rest], File) ->
    {Own, Others} = lists:splitwith(fun(Form) -> not is_module(Form) end, Rest),
    [Before ++ [Module | Own] | split([{attribute, 1, file, {File, 1}}], Others, File)].

is_module({attribute, _, module, _}) -> true;
is_module(_) -> false.

%% How a program begins, the functions of which the module has.
entries(Module) -> [Entry || {Name, Arity} = Entry <- [{main, 1}, {main, 0}, {start, 0}], erlang:function_exported(Module, Name, Arity)].

call(Module, [{main, 1} | _], Arguments) ->
    Module:main(Arguments);
call(Module, [{Name, 0} | _], _) ->
    Module:Name();
call(Module, [], _) ->
    tell(io_lib:format("~ts exports neither main/1, main/0 nor start/0~n", [Module])),
    stop(1).

%% The trace up to here.
own(Stack) -> lists:takewhile(fun({Module, _, _, _}) -> Module =/= ?MODULE end, Stack).

place({Line, Column}) -> io_lib:format("~b:~b", [Line, Column]);
place(Line) when is_integer(Line) -> integer_to_list(Line);
place(_) -> "".

tell(Text) -> io:put_chars(standard_error, Text).

stop(Code) -> halt(Code).
