# Uses what many programs use, and shows nothing.
defmodule Judge.Small do
  defstruct x: 0, y: 0

  def size(%Judge.Small{x: x, y: y}) when x >= 0, do: x * x + y * y
  def size(_), do: 0

  def sum([]), do: 0
  def sum([head | tail]), do: head + sum(tail)
end

numbers = " 3 1 2\n" |> String.trim() |> String.split() |> Enum.map(&String.to_integer/1)
counts = Enum.reduce(Enum.sort(numbers), %{}, fn n, counts -> Map.update(counts, n, 1, &(&1 + 1)) end)
total = for n <- numbers, rem(n, 2) == 1, reduce: 0, do: (sum -> sum + n)
"#{inspect(counts)} #{total} #{Float.round(1.25, 1)}" |> String.upcase() |> IO.iodata_length()
Stream.map(1..3, &(&1 * 2)) |> Enum.join(" ")
Judge.Small.sum(numbers)

try do
  raise "small"
rescue
  error -> Exception.format(:error, error, __STACKTRACE__)
end
