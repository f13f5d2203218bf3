half(X, Y) :- Y is X / 0.

:- half(4, X), writeln(X).
