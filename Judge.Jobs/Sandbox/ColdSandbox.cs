namespace Judge.Jobs.Sandbox;

/// <summary>One <c>docker run</c> for each run: nothing is shared, and nothing is fast.</summary>
public sealed class ColdSandbox(SlotFactory slots, DockerEngine docker, SandboxOptions options) : ISandbox
{
    public async Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken)
    {
        await using var slot = await slots.StartAsync(new ContainerKind(image, request.Class), options.SizeOf(request), cancellationToken);
        return await slot.RunAsync(request, cancellationToken);
    }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => docker.RecentCheckAsync(cancellationToken);

    public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => docker.RecentImageIdAsync(image, cancellationToken);
}
