using System;
using System.Collections.Generic;
using System.Linq;

interface IShape { double Area(); }
record Square(double Side) : IShape { public double Area() => Side * Side; }
enum Colour { Red, Green }

class Program
{
    static T Most<T>(IEnumerable<T> all) where T : IComparable<T> => all.Max();

    static void Main()
    {
        var groups = new SortedDictionary<string, List<int>>();
        while (Console.ReadLine() is string line)
            foreach (var number in line.Split(' ').Select(int.Parse))
            {
                var name = number % 2 == 0 ? "even" : "odd";
                if (!groups.TryGetValue(name, out var numbers))
                    groups[name] = numbers = new List<int>();
                numbers.Add(number);
            }
        foreach (var (name, numbers) in groups)
            Console.WriteLine($"{name}: {string.Join(", ", numbers.OrderBy(number => -number))}");
        var grid = new int[3, 4];
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < 4; column++)
                grid[row, column] += row * column;
        IShape shape = new Square(2);
        try
        {
            Console.WriteLine("{0:F1} {1} {2}", shape.Area(), Most(new[] { 1, 2 }), Colour.Red switch { Colour.Red => "red", _ => "other" });
        }
        catch (InvalidOperationException e)
        {
            throw new Exception(e.Message);
        }
        var (a, b) = (grid[1, 2], grid.Length);
        Console.WriteLine(a + b);
    }
}
