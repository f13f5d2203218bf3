using System;
using System.Linq;

var numbers = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
Console.WriteLine(numbers.Sum(long.Parse));
