using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CliWrap;
using Judge.Jobs.Cleanup;

namespace Judge.Jobs.Sandbox;

/// <summary>What is asked of the container engine.</summary>
public sealed class DockerEngine(SandboxOptions options, Fleet fleet)
{
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdCounts = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MissingCounts = TimeSpan.FromSeconds(2);
    /// <summary>How old an answer may be that strangers can ask for as often as they like.</summary>
    private static readonly TimeSpan RecentCounts = TimeSpan.FromSeconds(1);
    /// <summary>Removals at once: each is mostly waited for in the kernel, and many more would only queue in the engine.</summary>
    private const int RemovedAtOnce = 8;

    /// <summary>How docker and podman say that there is nothing left to remove, or that it is being done.</summary>
    private static readonly string[] GoneAlready = ["no such container", "no container with", "already in progress"];

    private static int s_number;
    private readonly EngineCommandLine _command = new(options);
    private readonly SharedAnswer<string?> _check = new(RecentCounts);
    private readonly ConcurrentDictionary<string, SharedAnswer<string?>> _images = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Id, long HeardAt, long AskedAt)> _ids = new(StringComparer.Ordinal);

    /// <summary>A container of that image with the runner as PID 1; <paramref name="socketFolder"/> null: frames over stdio.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">The fleet's name is not known yet, and Redis does not answer.</exception>
    /// <exception cref="TimeoutException">The same.</exception>
    internal async Task<(Command Command, string Name)> RunCommandAsync(ContainerKind kind, string imageId, ContainerSize size, string? socketFolder)
    {
        var name = $"judge-{InstanceHeartbeat.Instance}-{Interlocked.Increment(ref s_number)}";
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [JudgeContainer.InstanceLabel] = InstanceHeartbeat.Instance,
            [JudgeContainer.FleetLabel] = await fleet.NameAsync(),
            [JudgeContainer.ProcessLabel] = ServerProcess.Mark,
            [JudgeContainer.ImageLabel] = kind.Image,
        };
        return (_command.Wrap(ContainerFlags.Of(options, kind, size, name, labels, socketFolder, imageId)), name);
    }

    /// <summary>Null when the engine answers within five seconds, else what is wrong and what to do.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(CheckPatience);
        try
        {
            var list = await _command.CallAsync(["ps", "-q", "--filter", "label=" + JudgeContainer.InstanceLabel], patience.Token);
            return list.ExitCode == 0 ? null : Gone(list.StandardError.Trim());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Gone($"It said nothing for {CheckPatience.TotalSeconds:0} s.");
        }
        catch (SandboxException e)
        {
            return e.Message;
        }
    }

    /// <summary>As <see cref="CheckAsync"/>, at most a second ago: one call of the engine for all who ask.</summary>
    public Task<string?> RecentCheckAsync(CancellationToken cancellationToken) =>
        _check.FindAsync(() => CheckAsync(CancellationToken.None), RecentCounts, cancellationToken);

    /// <summary>
    /// Id of the image, or null when it is not on this host. An id counts for ten seconds and is then asked for anew behind the answer's back;
    /// a null counts for two. An engine that does not answer says nothing of its images: the last id stands.
    /// </summary>
    /// <exception cref="SandboxException">The engine does not answer, and no id is known.</exception>
    public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => FindImageIdAsync(image, TimeSpan.Zero, cancellationToken);

    /// <summary>As <see cref="FindImageIdAsync(string, CancellationToken)"/>, for who starts a container of it: an older id is not good enough, since its image may be gone.</summary>
    /// <exception cref="SandboxException">The engine does not answer.</exception>
    internal Task<string?> FreshImageIdAsync(string image, CancellationToken cancellationToken) =>
        _ids.TryGetValue(image, out var last) && Stopwatch.GetElapsedTime(last.HeardAt) < IdCounts
            ? Task.FromResult<string?>(last.Id)
            : AnswerOf(image).FindAsync(() => AskImageIdAsync(image), TimeSpan.Zero, cancellationToken);

    /// <summary>As <see cref="FindImageIdAsync(string, CancellationToken)"/>, where the engine's silence counts for a second.</summary>
    /// <exception cref="SandboxException">The engine did not answer, and no id is known.</exception>
    public Task<string?> RecentImageIdAsync(string image, CancellationToken cancellationToken) => FindImageIdAsync(image, RecentCounts, cancellationToken);

    private Task<string?> FindImageIdAsync(string image, TimeSpan failureCounts, CancellationToken cancellationToken)
    {
        var known = _ids.TryGetValue(image, out var last);
        if (known && Stopwatch.GetElapsedTime(last.AskedAt) < IdCounts)
            return Task.FromResult<string?>(last.Id);
        var answer = AnswerOf(image);
        if (!known)
            return answer.FindAsync(() => AskImageIdAsync(image), failureCounts, cancellationToken);
        _ids[image] = last with { AskedAt = Stopwatch.GetTimestamp() };
        _ = answer.FindAsync(() => AskImageIdAsync(image), failureCounts, CancellationToken.None);
        return Task.FromResult<string?>(last.Id);
    }

    private SharedAnswer<string?> AnswerOf(string image) => _images.GetOrAdd(image, _ => new SharedAnswer<string?>(MissingCounts));

    /// <summary>The id of an image as it was heard last, and null where none was. It is asked for anew behind the answer's back, as above.</summary>
    internal string? LastImageId(string image)
    {
        if (!_ids.TryGetValue(image, out var last))
            return null;
        if (Stopwatch.GetElapsedTime(last.AskedAt) >= IdCounts)
            _ = RecentImageIdAsync(image, CancellationToken.None);
        return last.Id;
    }

    private async Task<string?> AskImageIdAsync(string image)
    {
        // A list, because its exit code tells an engine that fails from an image that is not there.
        var list = await _command.CallAsync(["images", "-q", "--no-trunc", options.Tagged(image)], CancellationToken.None);
        if (list.ExitCode != 0)
            throw new SandboxException(Gone(list.StandardError.Trim()));
        var id = Lines(list.StandardOutput).FirstOrDefault();
        if (id is null)
            _ids.TryRemove(image, out _);
        else
            _ids[image] = (id, Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        return id;
    }

    /// <summary>Changes what a running container may use: some 25 ms.</summary>
    /// <exception cref="SandboxException">The engine did not change it.</exception>
    internal async Task ResizeAsync(string name, ContainerSize size, CancellationToken cancellationToken)
    {
        var done = await _command.CallAsync(["update", .. ContainerFlags.Size(size), name], cancellationToken);
        if (done.ExitCode != 0)
            throw new SandboxException($"Container {name} could not be given {size}: {done.StandardError.Trim()}");
    }

    /// <summary>Judge containers on this host, running or not.</summary>
    /// <exception cref="SandboxException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<JudgeContainer>> ListContainersAsync(CancellationToken cancellationToken)
    {
        var list = await _command.CallAsync(
            ["ps", "-a", "--no-trunc", "--filter", "label=" + JudgeContainer.InstanceLabel, "--format", JudgeContainer.ListFormat], cancellationToken);
        return list.ExitCode == 0
            ? JudgeContainer.ParseList(list.StandardOutput)
            : throw new SandboxException($"The container engine does not list its containers: {list.StandardError.Trim()}");
    }

    /// <summary>Removes what a server of this fleet, on this host, left at its sudden end.</summary>
    /// <returns>Containers removed.</returns>
    /// <exception cref="SandboxException">The engine does not answer.</exception>
    public async Task<int> RemovePredecessorsAsync(CancellationToken cancellationToken)
    {
        var own = await fleet.NameAsync();
        var left = (await ListContainersAsync(cancellationToken)).Where(one => one.Fleet == own && ServerProcess.IsGone(one.Process)).ToList();
        await RemoveAllAsync(left, cancellationToken);
        return left.Count;
    }

    /// <summary>Kills and removes containers, some side by side. One that is gone already is no error.</summary>
    /// <exception cref="SandboxException">Some were not removed; the others were.</exception>
    public async Task RemoveAllAsync(IReadOnlyCollection<JudgeContainer> containers, CancellationToken cancellationToken)
    {
        var stayed = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(containers, new ParallelOptions { MaxDegreeOfParallelism = RemovedAtOnce, CancellationToken = cancellationToken }, async (one, stop) =>
        {
            if (await FailureToRemoveAsync(one.Id, stop) is { } why)
                stayed.Enqueue(why);
        });
        if (stayed.TryPeek(out var first))
            throw new SandboxException($"{stayed.Count} of {containers.Count} containers were not removed. The first: {first}");
    }

    /// <summary>Kills and removes a container; false: the engine did not do it. One that is gone already is removed.</summary>
    internal async Task<bool> TryRemoveAsync(string name) => await FailureToRemoveAsync(name, CancellationToken.None) is null;

    private async Task<string?> FailureToRemoveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var done = await _command.CallAsync(["rm", "-f", name], cancellationToken);
            // Another cleanup may be at it too.
            return done.ExitCode == 0 || GoneAlready.Any(words => done.StandardError.Contains(words, StringComparison.OrdinalIgnoreCase)) ? null : done.StandardError.Trim();
        }
        catch (SandboxException e)
        {
            return e.Message;
        }
    }

    /// <summary>
    /// Whether a container that has ended met the kernel's OOM killer. Its exit code cannot tell: an outside kill gives the same. Asked of
    /// the engine's last events (Docker keeps 256), since the container itself is removed by then. False when the engine does not say.
    /// </summary>
    public async Task<bool> WasOutOfMemoryAsync(string name)
    {
        // Seconds with a fraction: without one the events of this very second would be left out.
        var now = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        try
        {
            var events = await _command.CallAsync(
                ["events", "--since", "1h", "--until", now, "--filter", "container=" + name, "--filter", "event=oom", "--format", "{{.Status}}"],
                CancellationToken.None);
            return events.ExitCode == 0 && events.StandardOutput.Length > 0;
        }
        catch (SandboxException)
        {
            return false;
        }
    }

    private string Gone(string said) => $"The container engine ({options.Engine}) does not answer: {said} Start it, or run ./judge doctor.";

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal SandboxException NotStarted(Win32Exception e) => _command.NotStarted(e);
}
