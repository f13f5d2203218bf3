using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

class Timer { public int Ticks = 3; }
class Path { public override string ToString() => "a way"; }
class Task<T> { public T Done; }

namespace Zoo
{
    class File { public string Name = "lions"; }

    class Program
    {
        static void Main()
        {
            var tasks = new List<Task<int>> { new Task<int> { Done = 4 } };
            Console.WriteLine(new Timer().Ticks + tasks.Sum(task => task.Done) + " " + new Path() + " " + new File().Name + " " + Thread.CurrentThread.IsAlive);
        }
    }
}
