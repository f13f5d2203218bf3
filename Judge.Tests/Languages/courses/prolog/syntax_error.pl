:- initialization(main).

parent(tom, bob.

main :- parent(tom, X), writeln(X).
