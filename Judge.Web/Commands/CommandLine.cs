using System.CommandLine;
using Judge.Web.Commands.Bench;

namespace Judge.Web.Commands;

/// <summary>The commands of ./judge that talk to a running server.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var port = new Option<int>("--port") { Description = "Port of the server on this host.", DefaultValueFactory = _ => 8000 };
        var file = new Argument<FileInfo>("file") { Description = "Program to run." };
        var stdin = new Option<FileInfo?>("--stdin") { Description = "File for its standard input." };
        var language = new Option<string?>("--language") { Description = "Its language; by default told from the file's ending." };
        var run = new Command("run", "Submits a program and tells what came of it.") { file, stdin, language, port };
        run.SetAction((parsed, stop) => RunCommand.RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(stdin), parsed.GetValue(language), parsed.GetValue(port), stop));
        var doctor = new Command("doctor", "Runs a program in each ready language.") { port };
        doctor.SetAction((parsed, stop) => DoctorCommand.RunAsync(parsed.GetValue(port), DoctorCommand.Patience, stop));
        var measured = new Option<int?>("--port") { Description = "Port of a running server to measure; by default it measures a server of its own." };
        var quick = new Option<bool>("--quick") { Description = "A few samples, shown and not written to docs/." };
        var languages = new Option<string[]>("--languages")
        {
            Description = "Measure each language's example instead, or the named ones', which are shown and not written to docs/.",
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var bench = new Command("bench", "Measures latency, throughput and memory, and writes docs/benchmarks.md and .json.") { measured, quick, languages };
        bench.SetAction((parsed, stop) => parsed.GetResult(languages) is not null
            ? LanguageBench.RunAsync(parsed.GetValue(languages) ?? [], parsed.GetValue(measured), parsed.GetValue(quick), stop)
            : BenchCommand.RunAsync(parsed.GetValue(measured), parsed.GetValue(quick), stop));
        try
        {
            return await new RootCommand("judge") { run, doctor, bench }.Parse(args)
                // Its own handler would show a stack trace before the sentences below have their turn.
                .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        // HttpClient's own, told as if somebody had ended it.
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException)
        {
            Console.Error.WriteLine("The server has not answered in time: its log and /health/ready tell more.");
            return 2;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Ended before it was done.");
            return 130;
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            Console.Error.WriteLine($"The server answered {(int)status}: its log and /health/ready tell more.");
            return 2;
        }
        catch (HttpRequestException)
        {
            Console.Error.WriteLine("No judge answers on that port. Start one with: ./judge up");
            return 2;
        }
    }
}
