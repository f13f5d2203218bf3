main(_) ->
    missing(.
