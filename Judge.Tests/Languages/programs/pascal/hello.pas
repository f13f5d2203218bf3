begin
    writeln('hello');
end.
