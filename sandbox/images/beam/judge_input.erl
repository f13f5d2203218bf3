%% The input of an Erlang or Elixir program, read from the file itself. The terminal driver reads ahead from its own start, when a runtime that is started ahead
%% has no input yet, and OTP 27's ends in a crash where io:fread/2 meets an end without a newline.
%%
%% It is the program's group leader, and the process named user: it answers requests for input (the I/O protocol of Erlang's standard library) and hands on all others to the driver.
%% Prompts are shown where the driver shows them: before each line that is asked for, and before characters when none are left of what was read.
-module(judge_input).
-export([start/1]).

-define(READ_BYTES, 65536).
%% rest: bytes that were read from the file and not asked for yet; ended: there are no more. mode: whether programs get lists or binaries.
-record(input, {driver, file, mode, encoding = unicode, rest = <<>>, ended = false}).

start(Mode) ->
    Driver = group_leader(),
    Reader = spawn(fun() -> open(Driver, Mode) end),
    unregister(user),
    register(user, Reader),
    group_leader(Reader, self()).

open(Driver, Mode) ->
    {ok, File} = file:open("/dev/stdin", [read, raw, binary]),
    serve(#input{driver = Driver, file = File, mode = Mode}).

serve(#input{driver = Driver} = Input) ->
    receive
        {io_request, From, Reply, Request} ->
            case answer(Request, Input) of
                {Answer, Next} ->
                    From ! {io_reply, Reply, Answer},
                    serve(Next);
                of_the_driver ->
                    Driver ! {io_request, From, Reply, Request},
                    serve(Input)
            end;
        _ ->
            serve(Input)
    end.

answer({get_line, Prompt}, Input) -> answer({get_line, latin1, Prompt}, Input);
answer({get_chars, Prompt, Count}, Input) -> answer({get_chars, latin1, Prompt, Count}, Input);
answer({get_until, Prompt, Module, Function, More}, Input) -> answer({get_until, latin1, Prompt, Module, Function, More}, Input);
answer({get_line, Wanted, Prompt}, Input) ->
    show(Prompt, Input),
    {Line, Next} = take_line(Input),
    {given(without_return(Line), Wanted, Input), Next};
answer({get_chars, Wanted, Prompt, Count}, Input) when is_integer(Count), Count >= 0 ->
    {Bytes, Next} = take_characters(Count, 0, Prompt, Input),
    {given(Bytes, Wanted, Input), Next};
answer({get_until, _, Prompt, Module, Function, More}, Input) ->
    until(Prompt, fun(Before, Data) -> apply(Module, Function, [Before, Data | More]) end, Function, [], Input);
answer({setopts, Options} = Request, #input{driver = Driver} = Input) ->
    case io:request(Driver, Request) of
        ok -> {ok, lists:foldl(fun set/2, Input, Options)};
        Error -> {Error, Input}
    end;
answer({requests, Requests}, Input) -> each(Requests, ok, Input);
answer(_, _) -> of_the_driver.

each([], Last, Input) -> {Last, Input};
each(_, {error, _} = Error, Input) -> {Error, Input};
each([Request | Rest], _, #input{driver = Driver} = Input) ->
    case answer(Request, Input) of
        {Answer, Next} -> each(Rest, Answer, Next);
        of_the_driver -> each(Rest, io:request(Driver, Request), Input)
    end.

set(binary, Input) -> Input#input{mode = binary};
set(list, Input) -> Input#input{mode = list};
set({binary, true}, Input) -> Input#input{mode = binary};
set({binary, false}, Input) -> Input#input{mode = list};
set({encoding, latin1}, Input) -> Input#input{encoding = latin1};
set({encoding, _}, Input) -> Input#input{encoding = unicode};
set(_, Input) -> Input.

show(Prompt, #input{driver = Driver}) ->
    case lists:flatten(io_lib:format_prompt(Prompt, unicode)) of
        [] -> ok;
        Text -> io:put_chars(Driver, Text)
    end.

%% Feeds a reader (io:fread, io:read) line by line until it is done; what it leaves of a line is read next.
until(Prompt, Reader, Name, Before, Input) ->
    show(Prompt, Input),
    {Line, Next} = take_line(Input),
    try Reader(Before, characters(Line, Input)) of
        {done, Result, eof} -> {Result, Next};
        {done, Result, Left} -> {Result, put_back(Left, Next)};
        {more, Now} -> until(Prompt, Reader, Name, Now, Next)
    catch
        _:_ -> {{error, Name}, Next}
    end.

put_back(Left, #input{encoding = Encoding, rest = Rest} = Input) ->
    Bytes = unicode:characters_to_binary(Left, unicode, Encoding),
    Input#input{rest = <<Bytes/binary, Rest/binary>>}.

take_line(#input{rest = Rest, ended = Ended} = Input) ->
    case binary:split(Rest, <<"\n">>) of
        [Line, Left] -> {<<Line/binary, "\n">>, Input#input{rest = Left}};
        [Rest] when not Ended -> take_line(more(Input));
        [<<>>] -> {eof, Input};
        [Rest] -> {Rest, Input#input{rest = <<>>}}
    end.

%% Count more characters after the first Length bytes, which hold the others that are asked for.
take_characters(Count, Length, Prompt, #input{rest = Rest, ended = Ended, encoding = Encoding} = Input) ->
    case advance(Count, Rest, Encoding, Length) of
        {0, All} ->
            <<Bytes:All/binary, Left/binary>> = Rest,
            {Bytes, Input#input{rest = Left}};
        {Missing, So_far} when not Ended ->
            show(Prompt, Input),
            take_characters(Missing, So_far, Prompt, more(Input));
        _ when Rest =:= <<>> -> {eof, Input};
        _ -> {Rest, Input#input{rest = <<>>}}
    end.

%% How many characters are still missing, and where those end that are there.
advance(Count, Bytes, latin1, Length) ->
    Here = min(Count, byte_size(Bytes) - Length),
    {Count - Here, Length + Here};
advance(0, _, unicode, Length) -> {0, Length};
advance(Count, Bytes, unicode, Length) ->
    case Bytes of
        <<_:Length/binary, Character/utf8, _/binary>> -> advance(Count - 1, Bytes, unicode, Length + byte_size(<<Character/utf8>>));
        %% Four bytes hold any whole character: this one is none.
        <<_:Length/binary, _, _, _, _, _/binary>> -> advance(Count - 1, Bytes, unicode, Length + 1);
        _ -> {Count, Length}
    end.

more(#input{file = File, rest = Rest} = Input) ->
    case file:read(File, ?READ_BYTES) of
        {ok, Bytes} -> Input#input{rest = <<Rest/binary, Bytes/binary>>};
        _ -> Input#input{ended = true}
    end.

characters(eof, _) -> eof;
characters(Bytes, #input{encoding = Encoding}) -> unicode:characters_to_list(Bytes, encoding_of(Bytes, Encoding)).

%% A line that ends in a carriage return and a line feed is given without the former.
without_return(eof) -> eof;
without_return(Line) ->
    Before = byte_size(Line) - 2,
    case Line of
        <<Text:Before/binary, "\r\n">> -> <<Text/binary, "\n">>;
        _ -> Line
    end.

given(eof, _, _) -> eof;
given(Bytes, Wanted, #input{mode = Mode, encoding = Encoding}) ->
    case unicode:characters_to_binary(Bytes, encoding_of(Bytes, Encoding), Wanted) of
        {error, _, _} -> {error, {no_translation, unicode, latin1}};
        Text when Mode =:= list -> unicode:characters_to_list(Text, Wanted);
        Text -> Text
    end.

%% What is no UTF-8 is taken byte by byte.
encoding_of(Bytes, unicode) ->
    case unicode:characters_to_binary(Bytes) of
        Bytes -> unicode;
        _ -> latin1
    end;
encoding_of(_, latin1) -> latin1.
