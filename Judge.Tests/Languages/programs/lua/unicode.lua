local name = io.read()
print(name .. " / Grüße, 世界 🌍 / " .. utf8.len(name))
