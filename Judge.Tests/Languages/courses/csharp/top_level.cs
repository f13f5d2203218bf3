using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

var numbers = new List<int>();
while (Console.ReadLine() is { } line) numbers.AddRange(line.Split(' ').Select(int.Parse));
var query = from n in numbers where n % 2 == 1 orderby n descending select n * n;
Console.WriteLine(string.Join(", ", query));
var channel = Channel.CreateUnbounded<int>();
var writer = Task.Run(async () =>
{
    for (var i = 0; i < 3; i++)
    {
        await Task.Delay(1);
        await channel.Writer.WriteAsync(i);
    }
    channel.Writer.Complete();
});
await foreach (var item in channel.Reader.ReadAllAsync()) Console.Write($"{item} ");
await writer;
Console.WriteLine((await Task.WhenAll(Enumerable.Range(1, 10).Select(async i => { await Task.Yield(); return i; }))).Sum());
Console.WriteLine(JsonSerializer.Serialize(new Point(1, 2)) + " " + Regex.Replace("größe 12", @"\d+", m => (int.Parse(m.Value) * 2).ToString()));
Shape shape = new Circle(1.5);
Console.WriteLine(shape switch { Circle { Radius: > 1 } c => $"circle {c.Radius:F2}", _ => "none" });
Parallel.For(0, 4, i => Interlocked.Add(ref Counter.Total, i));
File.WriteAllText("notes.txt", "kept");
Console.WriteLine($"{Counter.Total} {File.ReadAllText("notes.txt")} {args[0]} {new DateTime(2026, 2, 28).AddDays(1):dddd d MMMM}");
Span<int> span = stackalloc int[] { 3, 1, 2 };
span.Sort();
Console.WriteLine(string.Join(' ', span.ToArray()));
return 0;

record Point(int X, int Y);
abstract record Shape;
record Circle(double Radius) : Shape;
static class Counter { public static int Total; }
