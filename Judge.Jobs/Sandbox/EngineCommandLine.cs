using System.ComponentModel;
using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;

namespace Judge.Jobs.Sandbox;

/// <summary>The container engine's command, by CliWrap. A daemon can hang as well as fail: no call is waited for without end.</summary>
internal sealed class EngineCommandLine(SandboxOptions options)
{
    private const int NoSuchFileErrno = 2;

    /// <summary>A command that may live as long as a container does.</summary>
    public Command Wrap(IReadOnlyList<string> arguments) =>
        Cli.Wrap(options.Engine).WithArguments(arguments).WithValidation(CommandResultValidation.None);

    /// <summary>Runs a command to its end, of any exit code.</summary>
    /// <exception cref="SandboxException">It could not be started, or had not ended after <see cref="SandboxOptions.EnginePatience"/> and was killed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, and the command killed.</exception>
    public async Task<BufferedCommandResult> CallAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.EnginePatience);
        try
        {
            return await Wrap(arguments).ExecuteBufferedAsync(patience.Token);
        }
        catch (Win32Exception e)
        {
            throw NotStarted(e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SandboxException(
                $"The container engine hangs: '{options.Engine} {arguments[0]}' had not ended after {options.EnginePatience.TotalSeconds:0} s. " +
                "Restart the engine (systemctl restart docker), or run ./judge doctor.", e);
        }
    }

    /// <summary>Why the command could not be started: it is not there, or the host is short of something for the moment.</summary>
    public SandboxException NotStarted(Win32Exception e)
    {
        // CliWrap's own says the same of every error.
        var cause = e.InnerException as Win32Exception ?? e;
        return new(cause.NativeErrorCode == NoSuchFileErrno
            ? $"The command '{options.Engine}' is not on this host. Install it (apt-get install docker.io), or set Sandbox:Engine."
            : $"The command '{options.Engine}' could not be started: {Marshal.GetPInvokeErrorMessage(cause.NativeErrorCode)} (errno {cause.NativeErrorCode}).", e);
    }
}
