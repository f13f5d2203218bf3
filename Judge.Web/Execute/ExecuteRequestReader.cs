using Judge.Jobs.Submissions;
using Judge.Web.Bodies;
using Judge.Web.Errors;

namespace Judge.Web.Execute;

/// <summary>Reads a body into an <see cref="ExecuteRequest"/>; every fault is told with the field's name.</summary>
public static class ExecuteRequestReader
{
    private const int MaxStrings = 128;
    private const int MaxEnvironment = 64;

    private static readonly BodyReader<ExecuteRequest> Reader = new(Accepted, HasBase64,
        new("args", "strings", MaxStrings), new("compiler_options", "strings", MaxStrings),
        new("env", "names", MaxEnvironment, IsObject: true), new("files", "files", SubmissionFiles.MaxCount));

    /// <exception cref="BadRequestException">400 for text that is not JSON; 422 for a field that is unknown, of the wrong type, or that holds too many things.</exception>
    public static ExecuteRequest Read(ReadOnlySpan<byte> json) => Reader.Read(json);

    private static bool HasBase64(string path) =>
        path is "source_code" or "stdin_data" or "expected_output" || (path.StartsWith("files[", StringComparison.Ordinal) && path.EndsWith("].content", StringComparison.Ordinal));

    private static string Accepted(string field) => field switch
    {
        "args" or "compiler_options" => "Accepted: an array of strings.",
        "files" => "Accepted: an array of objects with name, content and encoding, all of them strings.",
        "env" => "Accepted: an object whose values are strings.",
        "time_limit_sec" or "wall_time_limit_sec" or "cpu_cores" => "Accepted: a number.",
        "memory_limit_mb" or "output_limit_kb" or "stack_limit_mb" or "max_processes" => "Accepted: a whole number.",
        _ => "Accepted: a string.",
    };
}
