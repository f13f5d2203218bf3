using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace Judge.Jobs.Sandbox;

/// <summary>The container engine's command, by CliWrap. A daemon can hang as well as fail: no call is waited for without end.</summary>
internal sealed class EngineCommandLine(SandboxOptions options)
{
    /// <summary>A command that may live as long as a container does.</summary>
    public Command Wrap(IReadOnlyList<string> arguments) =>
        Cli.Wrap(options.Engine).WithArguments(arguments).WithValidation(CommandResultValidation.None);

    /// <summary>Runs a command to its end, of any exit code.</summary>
    /// <exception cref="SandboxException">It is not on this host, or had not ended after <see cref="SandboxOptions.EnginePatience"/> and was killed.</exception>
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
            throw NotHere(e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SandboxException(
                $"The container engine hangs: '{options.Engine} {arguments[0]}' had not ended after {options.EnginePatience.TotalSeconds:0} s. " +
                "Restart the engine (systemctl restart docker), or run ./judge doctor.", e);
        }
    }

    public SandboxException NotHere(Win32Exception e) =>
        new($"The command '{options.Engine}' is not on this host. Install it (apt-get install docker.io), or set Sandbox:Engine.", e);
}
