int[] values = new int[1];
System.Console.WriteLine(values[values.Length]);
