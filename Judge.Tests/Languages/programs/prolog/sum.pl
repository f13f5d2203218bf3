:- initialization(main, main).
main :-
    read_string(user_input, _, Text),
    split_string(Text, "\n ", "\n ", Parts),
    foldl(add, Parts, 0, Sum),
    print(Sum), nl.

add("", Sum, Sum) :- !.
add(Part, Before, After) :- number_string(Number, Part), After is Before + Number.
