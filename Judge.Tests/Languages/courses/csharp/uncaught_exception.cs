using System;

class Program
{
    static int At(int[] numbers, int index)
    {
        return numbers[index];
    }

    static void Main()
    {
        Console.WriteLine("before");
        Console.WriteLine(At(new int[3], 3));
    }
}
