using System;
using System.IO;
using System.Reflection;
using System.Text;

/// <summary>
/// A compiler that is started before there is anything to compile: it compiles a small program of its own, so that its methods are compiled, and is held where
/// it opens its standard input, which tells what it is to do (docs/sandbox-protocol.md, "Spares"). The work itself is done by the compiler's own
/// Main, in a process used once.
/// </summary>
internal static class Ahead
{
    /// <summary>Takes the compiler's name (csc or fsc), and the last argument of its command that is not for the compiler.</summary>
    private static int Main(string[] args)
    {
        var main = Assembly.Load(args[0]).EntryPoint;
        Train(main, args[0]);
        return Call(main, Told(args[1]));
    }

    private static string[] Told(string last)
    {
        using var input = new FileStream("/dev/stdin", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var text = new MemoryStream();
        input.CopyTo(text);
        var command = Encoding.UTF8.GetString(text.ToArray()).Split('\0');
        return command[(Array.IndexOf(command, last) + 1)..^1];
    }

    private static int Call(MethodInfo main, string[] arguments) => (int)main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null);

    private static void Train(MethodInfo main, string compiler)
    {
        var folder = Directory.CreateTempSubdirectory("ahead").FullName;
        TextWriter output = Console.Out, error = Console.Error;
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        // Once: a second time takes several times the CPU time that it spares the next compilation.
        Call(main, compiler == "csc"
            ? ["-noconfig", "@/opt/judge/csharp.rsp", $"-out:{folder}/small.dll", "/opt/judge/small.cs"]
            : ["@/opt/judge/fsharp.rsp", $"--out:{folder}/small.dll", "/opt/judge/small.fs"]);
        Console.SetOut(output);
        Console.SetError(error);
        Directory.Delete(folder, recursive: true);
        GC.Collect();
    }
}
