package body Stacks is
   procedure Push (S : in out Stack; X : Item) is
   begin
      S.Top := S.Top + 1;
      S.Data (S.Top) := X;
   end Push;

   procedure Pop (S : in out Stack; X : out Item) is
   begin
      if S.Top = 0 then
         raise Underflow;
      end if;
      X := S.Data (S.Top);
      S.Top := S.Top - 1;
   end Pop;
end Stacks;
