main(_) -> main([]).
