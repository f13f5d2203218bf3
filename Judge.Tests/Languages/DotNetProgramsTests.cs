using System.Text;
using System.Text.RegularExpressions;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Tests.Sandbox;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>A .NET program finds under the launcher that starts it ahead what it finds under dotnet itself (sandbox/images/dotnet/host.c).</summary>
[Trait("Needs", "Docker")]
public sealed partial class DotNetProgramsTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string RuntimeConfig = """
        { "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
          "configProperties": { "System.GC.Server": false, "System.GC.Concurrent": false, "System.Globalization.Invariant": true, "System.Runtime.TieredPGO": false } } }
        """;

    // What it tells; then the ends that a program can have, by its first line of input.
    private const string Source = """
        using System;
        using System.Diagnostics;
        using System.Reflection;
        using System.Runtime;
        using System.Runtime.InteropServices;
        using System.Threading;

        class Program
        {
            static int Main(string[] args)
            {
                string way = Console.ReadLine();
                var main = Assembly.GetEntryAssembly();
                Console.WriteLine(string.Join("|", args) + " " + string.Join("|", Environment.GetCommandLineArgs()));
                Console.WriteLine($"{AppContext.BaseDirectory} {Environment.CurrentDirectory} {main} {main.Location} {AppDomain.CurrentDomain.FriendlyName} {AppContext.TargetFrameworkName}");
                Console.WriteLine($"{RuntimeInformation.FrameworkDescription} {RuntimeInformation.RuntimeIdentifier} {Environment.Version} {Process.GetCurrentProcess().ProcessName}");
                Console.WriteLine($"{GCSettings.IsServerGC} {GCSettings.LatencyMode} {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes} {GC.CollectionCount(0)} {Environment.ProcessorCount}");
                Console.WriteLine($"{Console.InputEncoding.WebName} {Console.OutputEncoding.WebName} {Console.OutputEncoding.GetPreamble().Length} {Console.IsInputRedirected} {Thread.CurrentThread.CurrentCulture.Name}.");
                foreach (string name in new[] { "System.GC.Server", "System.GC.Concurrent", "System.Globalization.Invariant", "System.Runtime.TieredPGO", "APP_CONTEXT_BASE_DIRECTORY", "RUNTIME_IDENTIFIER", "NATIVE_DLL_SEARCH_DIRECTORIES" })
                    Console.Write(AppContext.GetData(name) + " ");
                Console.WriteLine(typeof(object).Assembly.Location + new StackTrace());
                Console.WriteLine(Type.GetType("System.Text.Json.JsonSerializer, System.Text.Json") + " " + Assembly.Load("main").FullName);
                foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
                    if (variable.Key.ToString().Contains("HOLD") || variable.Key.ToString().Contains("PRELOAD"))
                        Console.WriteLine(variable.Key);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("the end " + Environment.ExitCode);
                switch (way)
                {
                    case "throws": throw new InvalidOperationException("thrown");
                    case "throws in a thread": var thrower = new Thread(() => throw new InvalidOperationException("thrown")); thrower.Start(); thrower.Join(); break;
                    case "overflows": return Deep(1);
                    case "exits": Environment.Exit(7); break;
                    case "fails fast": Environment.FailFast("enough"); break;
                    case "aborts": Process.GetCurrentProcess().Kill(); break;
                    case "sets its code": Environment.ExitCode = 9; return 4;
                    case "leaves a thread":
                        var returning = new ManualResetEventSlim();
                        new Thread(() => { returning.Wait(); Console.WriteLine("later"); }).Start();
                        try { return 0; } finally { returning.Set(); }
                    case "speaks Latin": Console.OutputEncoding = System.Text.Encoding.Latin1; Console.WriteLine("Grüße"); return 0;
                    case "writes to Error": Console.Error.WriteLine("Grüße"); Console.SetOut(Console.Error); Console.WriteLine("moved"); return 0;
                }
                return 3;
            }

            static int Deep(int n) => n == -1 ? 0 : Deep(n + 1) + Deep(n + 2);
        }
        """;

    [Fact]
    public async Task A_program_finds_and_ends_as_under_dotnet_itself()
    {
        var slot = await sandbox.StartAsync("judge/dotnet", ContainerClass.Compile);
        var language = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("csharp")!;
        var compiled = await CompiledInOneSlot.RequestOfAsync(slot, language, Encoding.UTF8.GetBytes(Source));
        foreach (var way in (string[])["returns", "throws", "throws in a thread", "overflows", "exits", "fails fast", "aborts", "sets its code", "leaves a thread", "speaks Latin", "writes to Error"])
        {
            var plain = compiled with { Stdin = Encoding.UTF8.GetBytes(way + "\n") };
            var byDotNet = plain with
            {
                Argv = ["/usr/lib/dotnet/dotnet", "exec", "main.dll"],
                Files = [.. plain.Files, new BoxFile("main.runtimeconfig.json", Encoding.UTF8.GetBytes(RuntimeConfig))],
            };

            var expected = await slot.RunAsync(byDotNet, CancellationToken.None);
            var started = await slot.RunAsync(plain, CancellationToken.None);
            slot.StartAhead(plain.Ahead!);
            var ahead = await slot.RunAsync(plain, CancellationToken.None);

            ahead.StartedAhead.ShouldBeTrue(way);
            Told(started).ShouldBe(Told(expected), way);
            Told(ahead).ShouldBe(Told(expected), way);
        }
    }

    [Fact]
    public async Task Arguments_reach_the_program()
    {
        var slot = await sandbox.StartAsync("judge/dotnet", ContainerClass.Compile);
        var language = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("csharp")!;
        var compiled = await CompiledInOneSlot.RequestOfAsync(slot, language, Encoding.UTF8.GetBytes("System.Console.Write(string.Join(\"|\", args));"));

        var run = await slot.RunAsync(compiled with { Argv = [.. compiled.Argv, "a b", "", "ü"] }, CancellationToken.None);

        Encoding.UTF8.GetString(run.Stdout).ShouldBe("a b||ü");
    }

    // How deep a stack is when it overflows differs from run to run however it is started.
    private static string Told(RunReport run) =>
        Depth().Replace($"{run.Ending} {run.Code} {run.Struck}\n{Encoding.Latin1.GetString(run.Stdout)}\n{Encoding.Latin1.GetString(run.Stderr)}", "Repeated");

    [GeneratedRegex(@"Repeated? \d+ times", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Depth();
}
