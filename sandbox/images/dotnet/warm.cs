using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

/// <summary>
/// Run by a start ahead before its program is known (host.c): what most programs begin with is loaded and linked by then. It reads no input, writes
/// nothing, and leaves nothing set that a program could set otherwise.
/// </summary>
public static class Warm
{
    public static void Up()
    {
        Console.Out.Write("");
        Console.Out.Flush();
        using var reader = new StreamReader(new MemoryStream([(byte)'1', (byte)'\n', (byte)'a']), Console.InputEncoding);
        using var writer = new StreamWriter(new MemoryStream(), Console.OutputEncoding) { AutoFlush = true };
        var line = reader.ReadLine();
        writer.WriteLine($"{line} {int.Parse(line)}");
        writer.WriteLine("{0:F2} {1}", 1.5, reader.ReadToEnd().Split(' ').Length);
        var numbers = new List<int> { 3, 1, 2 };
        numbers.Sort();
        var counts = new Dictionary<string, int> { ["a"] = 1 };
        counts["b"] = numbers.Where(number => number > 1).Select(number => number * 2).ToArray().Length;
        writer.WriteLine(string.Join(',', numbers) + counts.Count);
    }
}
