System.Console.WriteLine(missing);
