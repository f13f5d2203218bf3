using System;
using System.Linq;

string name = Console.ReadLine();
Console.WriteLine($"{name} / Grüße, 世界 🌍 / {name.EnumerateRunes().Count()}");
