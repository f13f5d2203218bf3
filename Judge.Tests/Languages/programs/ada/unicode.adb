with Ada.Strings.UTF_Encoding.Wide_Wide_Strings; use Ada.Strings.UTF_Encoding.Wide_Wide_Strings;
with Ada.Text_IO; use Ada.Text_IO;

procedure Main is
   Name : constant String := Get_Line;
begin
   Put_Line (Name & " / Grüße, 世界 🌍 /" & Integer'Image (Decode (Name)'Length));
end Main;
