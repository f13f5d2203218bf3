module Shapes
  Circle = Struct.new(:radius) do
    def area = Math::PI * radius**2
  end

  class Square
    def initialize(side)
      @side = side
    end

    def area
      @side**2
    end
  end
end
