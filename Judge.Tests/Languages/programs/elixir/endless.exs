defmodule Main do
  def run, do: run()
end

Main.run()
