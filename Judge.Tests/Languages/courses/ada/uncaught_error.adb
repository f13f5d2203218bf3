with Ada.Text_IO; use Ada.Text_IO;

procedure Main is
   Numbers : array (1 .. 3) of Integer := (1, 2, 3);
   I : Integer := Integer'Value (Get_Line);
begin
   Put_Line ("before");
   Put_Line (Integer'Image (Numbers (I)));
end Main;
