var
    name: ansistring;
begin
    readln(name);
    writeln(name, ' / Grüße, 世界 🌍 / 12');
end.
