using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Judge.Jobs.Verdicts;

/// <summary>What a failure usually means, for a reader who has never heard of signals or of errno. Words for the message: never a verdict.</summary>
public static class Explanations
{
    /// <summary>Only the last of stderr is read: all but one runtime tell of an allocation that failed right before they end.</summary>
    private const int LastBytes = 4096;

    private static readonly FrozenDictionary<string, string> Signals = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SIGSEGV"] = "it touched memory that it may not, or its stack grew past the limit",
        ["SIGBUS"] = "it touched memory that is not there",
        ["SIGFPE"] = "division by zero, or another impossible calculation",
        ["SIGABRT"] = "it gave itself up: abort, a failed assertion, or an exception that nobody caught",
        ["SIGILL"] = "a trap, as compilers set it where the program cannot go on (Swift for an overflow, an index out of range or a nil that is unwrapped, "
            + "C and C++ for what is undefined, such as a division by the constant 0), or an instruction that this machine does not have",
        ["SIGTRAP"] = "it stopped at a breakpoint or trap of its own",
        ["SIGXFSZ"] = "it wrote a file larger than a file may be",
        ["SIGSYS"] = "a system call that is not allowed here",
        ["SIGPIPE"] = "it wrote to a pipe that nobody reads",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, string> StartErrors = new Dictionary<int, string>
    {
        [2] = "there is no such file",
        [7] = "its arguments and environment are too long",
        [8] = "it is not a program of this machine",
        [12] = "there is not enough memory for it",
        [13] = "it is not executable",
        [20] = "a part of its path is a file, not a folder",
        [28] = "its files are larger than the folder that they lie in may be",
        [40] = "it names itself as its interpreter, or its interpreters or links name one another without end",
        [80] = "its loader is not one of this machine",
    }.ToFrozenDictionary();

    private static readonly byte[][] LastWords =
    [
        .. new[]
        {
            "MemoryError", "std::bad_alloc", "OutOfMemoryError", "OutOfMemoryException", "JavaScript heap out of memory", "runtime: out of memory",
            "memory allocation of ", "NoMemoryError", "Allowed memory size of ", "Out_of_memory", "Out of memory!", "heap exhausted",
            "Heap exhausted", "not enough memory", "cannot allocate vector of size",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>Go's words, after which it writes where each of its goroutines was: pages of it.</summary>
    private static readonly byte[][] WordsBeforeTrace =
    [
        .. new[] { "fatal error: runtime: out of memory", "fatal error: out of memory", "fatal error: runtime: cannot allocate memory" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>How the system and the runtimes say that a process or thread was refused: EAGAIN's words, with which most end, and those of the ones that have their own.</summary>
    private static readonly byte[][] WordsOfRefusal =
    [
        .. new[]
        {
            "esource temporarily unavailable", "EAGAIN", "can't start new thread", "unable to create native thread", "Could not create new OS thread", "pthread_create",
            "failed to create new OS thread", "Cannot fork", "can't fork", "Unable to fork", "couldn't fork",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>What a signal (by name) usually means; null where its name says it all.</summary>
    public static string? OfSignal(string name) => Signals.GetValueOrDefault(name);

    /// <summary>Why exec failed, by its errno.</summary>
    public static string OfStartError(int errno) => StartErrors.GetValueOrDefault(errno) ?? $"error {errno} ({Marshal.GetPInvokeErrorMessage(errno)})";

    /// <summary>
    /// Whether stderr tells of a process or thread that was refused. Anywhere: of several processes each can have its say, and the traces of threads are long.
    /// Java calls it an OutOfMemoryError, and EAGAIN can have other reasons: it says something only of a program that was seen at its limit.
    /// </summary>
    public static bool TellsOfRefusedProcess(ReadOnlySpan<byte> stderr)
    {
        foreach (var words in WordsOfRefusal)
            if (stderr.IndexOf(words) >= 0)
                return true;
        return false;
    }

    /// <summary>Whether stderr ends with a runtime's word for an allocation that failed (Python's MemoryError, C++'s std::bad_alloc and their like).</summary>
    public static bool TellsOfMemory(ReadOnlySpan<byte> stderr)
    {
        var end = stderr[^Math.Min(stderr.Length, LastBytes)..];
        foreach (var words in LastWords)
            if (end.IndexOf(words) >= 0)
                return true;
        foreach (var words in WordsBeforeTrace)
            if (stderr.IndexOf(words) >= 0)
                return true;
        return TellsOfMemoryInItsLastLine(stderr);
    }

    // .NET's words before it gives itself up. A program may well write them too, so that they must be the whole line.
    private static bool TellsOfMemoryInItsLastLine(ReadOnlySpan<byte> stderr)
    {
        var text = stderr.TrimEnd("\r\n"u8);
        return text[(text.LastIndexOf((byte)'\n') + 1)..].SequenceEqual("Out of memory."u8);
    }
}
