defmodule Shape do
  defstruct [:kind, size: 1]

  def area(%Shape{kind: :square, size: s}), do: s * s
  def area(%Shape{kind: :circle, size: r}), do: Float.round(:math.pi() * r * r, 2)
end

defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call(:next, _from, n), do: {:reply, n, n + 1}
end

numbers = IO.stream(:stdio, :line) |> Enum.flat_map(&String.split/1) |> Enum.map(&String.to_integer/1)
IO.inspect(Enum.map([struct(Shape, kind: :square, size: 2), struct(Shape, kind: :circle)], &Shape.area/1))
{:ok, pid} = GenServer.start_link(Counter, 5)
IO.puts("#{GenServer.call(pid, :next)} #{GenServer.call(pid, :next)} #{Enum.sum(numbers)} größe")
IO.inspect(for x <- 1..3, y <- x..3, rem(x + y, 2) == 0, do: {x, y})
IO.puts(Task.await(Task.async(fn -> Enum.reduce(1..10, &*/2) end)))
IO.inspect(System.argv())
IO.inspect(with {:ok, x} <- Map.fetch(%{a: 1}, :a), do: x)
