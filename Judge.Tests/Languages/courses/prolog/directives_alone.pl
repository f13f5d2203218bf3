likes(mary, wine).
likes(john, X) :- likes(mary, X).

:- likes(john, X), write(X), nl.
:- forall(between(1, 3, N), (write(N), write(' '))), nl.
