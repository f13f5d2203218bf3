defmodule Account do
  def withdraw(balance, amount) when amount <= balance, do: balance - amount
end

IO.puts("before")
Account.withdraw(1, 2)
