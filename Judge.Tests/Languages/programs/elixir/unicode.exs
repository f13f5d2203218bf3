name = IO.gets("") |> String.trim()
IO.puts("#{name} / Grüße, 世界 🌍 / #{length(String.codepoints(name))}")
