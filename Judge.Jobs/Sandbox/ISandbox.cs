namespace Judge.Jobs.Sandbox;

/// <summary>Where programs run: warm containers (SlotPool) or one <c>docker run</c> per run (cold).</summary>
public interface ISandbox
{
    /// <summary>Runs one program in a container of the image and tells what it did. A cancelled token kills the program.</summary>
    /// <exception cref="SandboxException">Our fault (engine gone, container killed): nothing is known of the program.</exception>
    Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken);

    /// <summary>Null when programs could run a second ago or less, else what is wrong and what to do.</summary>
    Task<string?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Why no container has come up the last times that one was started, though the engine answers; null when there is one, or none was needed.</summary>
    string? StartFailure => null;

    /// <summary>The engine's id of the image; null when it is not on this host.</summary>
    /// <exception cref="SandboxException">The engine does not answer.</exception>
    Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken);
}

/// <summary>A failure of the sandbox itself. The message says what happened and what to do.</summary>
public sealed class SandboxException(string message, Exception? inner = null) : Exception(message, inner);
