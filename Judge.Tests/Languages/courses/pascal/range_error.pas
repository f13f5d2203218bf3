program Bounds;
{$R+}
var
  numbers: array[1..3] of Integer;
  i: Integer;
begin
  WriteLn('before');
  ReadLn(i);
  numbers[i] := 1;
end.
