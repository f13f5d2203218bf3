:- initialization(main).

main :- writeln(before), X is foo + 1, writeln(X).
