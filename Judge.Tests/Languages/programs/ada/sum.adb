with Ada.Text_IO; use Ada.Text_IO;

procedure Main is
   Sum : Long_Long_Integer := 0;
begin
   while not End_Of_File loop
      Sum := Sum + Long_Long_Integer'Value (Get_Line);
   end loop;
   Put_Line (Long_Long_Integer'Image (Sum) (2 .. Long_Long_Integer'Image (Sum)'Last));
end Main;
