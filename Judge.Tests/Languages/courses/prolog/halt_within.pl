:- initialization(main).

main :- writeln('before'), stop(3), writeln('never').

stop(Code) :- halt(Code).
