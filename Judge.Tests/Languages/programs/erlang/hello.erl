main(_) ->
    io:format("hello~n").
