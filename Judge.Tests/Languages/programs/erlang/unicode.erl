main(_) ->
    Name = string:trim(io:get_line("")),
    io:format("~ts / Grüße, 世界 🌍 / ~w~n", [Name, string:length(Name)]).
