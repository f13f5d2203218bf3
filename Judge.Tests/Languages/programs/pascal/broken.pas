begin
    missing;
end.
