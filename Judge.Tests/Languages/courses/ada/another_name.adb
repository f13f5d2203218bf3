with Ada.Text_IO; use Ada.Text_IO;

procedure Hello_World is
begin
   Put_Line ("Hello");
end Hello_World;
