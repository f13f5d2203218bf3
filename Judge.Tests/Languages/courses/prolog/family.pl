:- use_module(library(clpfd)).
:- use_module(library(dcg/basics)).
:- initialization(main).

parent(tom, bob).
parent(bob, ann).
parent(bob, pat).
grandparent(X, Z) :- parent(X, Y), parent(Y, Z).

greeting --> [hello], name.
name --> [world].

queens(N, Qs) :- length(Qs, N), Qs ins 1..N, safe(Qs), labeling([ff], Qs).
safe([]).
safe([Q|Qs]) :- no_attack(Q, Qs, 1), safe(Qs).
no_attack(_, [], _).
no_attack(Q, [Q1|Qs], D) :- Q #\= Q1, abs(Q - Q1) #\= D, D1 is D + 1, no_attack(Q, Qs, D1).

main :-
    findall(G, grandparent(tom, G), Gs),
    format("~w~n", [Gs]),
    ( phrase(greeting, [hello, world]) -> writeln(yes) ; writeln(no) ),
    queens(6, Qs), print(Qs), nl,
    read_term(T, []), writeln(T),
    X #= 3 + Y, Y = 2, writeln(X),
    assertz(counter(1)), retract(counter(C)), writeln(C),
    atom_length('größe', L), writeln(L).
