:- initialization(main, main).
main :-
    read_line_to_string(user_input, Name),
    string_length(Name, Length),
    format("~w / Grüße, 世界 🌍 / ~w~n", [Name, Length]).
