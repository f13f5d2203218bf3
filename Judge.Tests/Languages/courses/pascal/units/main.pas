program School;
{$mode objfpc}{$H+}
uses SysUtils, Classes, Math, Shapes, FGL;

type
  EOverdrawn = class(Exception);
  TNumbers = specialize TFPGList<Integer>;
var
  numbers: TNumbers;
  n: Integer;
  lines: TStringList;
begin
  numbers := TNumbers.Create;
  while not SeekEof do begin Read(n); numbers.Add(n); end;
  WriteLn(numbers.Count, ' ', Area(2.0):0:2, ' ', Max(3, 7));
  lines := TStringList.Create;
  lines.CommaText := 'pear,apple';
  lines.Sort;
  WriteLn(lines[0], ' ', UpperCase('abc'), ' ', Format('%.3d|%5s', [7, 'ab']), ' ', ParamStr(1));
  try
    raise EOverdrawn.Create('größe');
  except
    on E: EOverdrawn do WriteLn('caught ', E.Message);
  end;
  lines.Free;
  numbers.Free;
end.
