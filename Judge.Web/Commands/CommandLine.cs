using System.CommandLine;

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
        doctor.SetAction((parsed, stop) => DoctorCommand.RunAsync(parsed.GetValue(port), stop));
        var bench = new Command("bench", "Measures the running server.") { port };
        bench.SetAction((parsed, stop) => BenchCommand.RunAsync(parsed.GetValue(port), stop));
        try
        {
            return await new RootCommand("judge") { run, doctor, bench }.Parse(args).InvokeAsync();
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
