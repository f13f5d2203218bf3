local shapes = {}

function shapes.Circle(radius)
  return { area = function() return math.pi * radius ^ 2 end }
end

return shapes
