with Ada.Text_IO; use Ada.Text_IO;
with Ada.Integer_Text_IO; use Ada.Integer_Text_IO;
with Ada.Containers.Vectors;
with Ada.Command_Line;
with Stacks;

procedure Main is
   package Int_Stacks is new Stacks (Integer);
   package Int_Vectors is new Ada.Containers.Vectors (Natural, Integer);
   Stack : Int_Stacks.Stack;
   Numbers : Int_Vectors.Vector;
   N : Integer;

   task type Worker (Id : Integer) is
      entry Start;
   end Worker;
   task body Worker is
   begin
      accept Start;
   end Worker;
   W : Worker (1);
begin
   W.Start;
   while not End_Of_File loop
      Get (N);
      Int_Stacks.Push (Stack, N);
      Numbers.Append (N);
   end loop;
   Int_Stacks.Pop (Stack, N);
   Put (N, Width => 0);
   Put_Line (" " & Integer'Image (Integer (Numbers.Length)) & " " & Ada.Command_Line.Argument (1));
   begin
      Int_Stacks.Pop (Stack, N);
      Int_Stacks.Pop (Stack, N);
   exception
      when Int_Stacks.Underflow => Put_Line ("underflow");
   end;
end Main;
