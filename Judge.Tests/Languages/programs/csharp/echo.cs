using System;

while (Console.ReadLine() is { } line)
    Console.WriteLine(line);
