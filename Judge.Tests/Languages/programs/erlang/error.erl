main(_) ->
    error(as_asked).
