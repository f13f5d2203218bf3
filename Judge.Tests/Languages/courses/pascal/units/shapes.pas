unit Shapes;

interface

function Area(radius: Double): Double;

implementation

function Area(radius: Double): Double;
begin
  Area := Pi * radius * radius;
end;

end.
