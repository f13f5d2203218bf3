generic
   type Item is private;
package Stacks is
   Underflow : exception;
   type Stack is private;
   procedure Push (S : in out Stack; X : Item);
   procedure Pop (S : in out Stack; X : out Item);
private
   type Items is array (1 .. 100) of Item;
   type Stack is record
      Data : Items;
      Top  : Natural := 0;
   end record;
end Stacks;
