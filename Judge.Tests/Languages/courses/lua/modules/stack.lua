local Stack = {}
Stack.__index = Stack

function Stack.new() return setmetatable({ items = {}, size = 0 }, Stack) end

function Stack:push(x)
  self.size = self.size + 1
  self.items[self.size] = x
end

function Stack:pop()
  local x = table.remove(self.items)
  self.size = #self.items
  return x
end

return Stack
