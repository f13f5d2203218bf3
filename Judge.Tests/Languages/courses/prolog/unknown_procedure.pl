:- initialization(main, main).

main :- writeln(before), brother(tom, _).
