:- initialization(main).

main :- writeln(before), member(x, [a, b]).
