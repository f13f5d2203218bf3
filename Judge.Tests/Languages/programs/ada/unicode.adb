with Ada.Wide_Wide_Text_IO; use Ada.Wide_Wide_Text_IO;

procedure Main is
   Name : constant Wide_Wide_String := Get_Line;
begin
   Put_Line (Name & " / Grüße, 世界 🌍 /" & Integer'Wide_Wide_Image (Name'Length));
end Main;
