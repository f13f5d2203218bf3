local stack = require("stack")
local shapes = require("lib.shapes")

local first = io.read("l")
local sum = 0
for line in io.lines() do sum = sum + tonumber(line) end
print(first, sum, arg[1], #arg)

local s = stack.new()
s:push(1)
s:push("two")
print(s:pop(), s.size, string.format("%.2f", shapes.Circle(1):area()))
print(utf8.len("größe"), ("größe"):upper(), 7 // 2, 7 / 2, 1 << 4)
local words = {}
for word in ("pear apple fig"):gmatch("%a+") do words[#words + 1] = word end
table.sort(words)
print(table.concat(words, ","), select("#", nil, nil), math.type(1), math.maxinteger)
local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i * i) end end)
print(co(), co(), co())
print((pcall(error, { code = 2 })), select(2, pcall(error, "thrown", 0)))
local file <close> = assert(io.open("notes.txt", "w"))
file:write("kept")
file:flush()
print(io.open("notes.txt"):read("a"), os.date("!%Y-%m-%d", 0))
goto done
print("never")
::done::
