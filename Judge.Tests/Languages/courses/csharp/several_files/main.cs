using System;
using School;

Console.WriteLine(new Teacher("Ada").Greet());
