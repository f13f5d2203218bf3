program Convert;
{$mode objfpc}
uses SysUtils;
begin
  WriteLn(StrToInt('twelve'));
end.
