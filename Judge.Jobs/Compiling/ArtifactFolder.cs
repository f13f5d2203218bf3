using Microsoft.Extensions.Logging;

namespace Judge.Jobs.Compiling;

/// <summary>
/// Artifacts on disk, one file each under its key, so that a restarted server, or another on a shared folder, need not compile again. A file is
/// moved to its name when it is whole, and is believed only when its checksum and key are right. A folder that fails costs a compile, never a submission.
/// </summary>
public sealed class ArtifactFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    /// <summary>Part of the limit that is left after the oldest were deleted, so that not every new one begins a deletion.</summary>
    private const double KeptPart = 0.9;

    /// <summary>A file takes whole ones of the disk.</summary>
    private const long BlockBytes = 4096;

    private readonly string _folder;
    private readonly long _limitBytes;
    private readonly ILogger<ArtifactFolder> _log;
    private readonly SemaphoreSlim _trimming = new(1);
    private long _bytes;

    /// <exception cref="InvalidOperationException">It can't be made or read; the message names the key.</exception>
    public ArtifactFolder(CompilingOptions options, JudgeOptions judge, ILogger<ArtifactFolder> log)
    {
        _folder = options.Folder ?? Path.Combine(judge.DataFolder, "compiled");
        // A web server compiles nothing.
        _limitBytes = judge.Role == "web" ? 0 : (long)options.DiskMb << 20;
        _log = log;
        if (_limitBytes == 0)
            return;
        try
        {
            Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
            _bytes = Entries().Sum(file => OnDisk(file.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The folder of compiled programs cannot be used: {e.Message} Give {Path.GetFullPath(_folder)} to the user who runs the server, or name another: Compiling:Folder.", e);
        }
    }

    /// <summary>The artifact of that key, or null.</summary>
    public async Task<Artifact?> FindAsync(string key)
    {
        if (_limitBytes == 0)
            return null;
        var path = Path.Combine(_folder, key);
        try
        {
            var artifact = Artifact.FromBytes(await File.ReadAllBytesAsync(path), key);
            if (artifact is null)
                File.Delete(path);
            else
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return artifact;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.LogWarning("The artifact {Path} could not be read: {Message}", path, e.Message);
            return null;
        }
    }

    /// <summary>Keeps the artifact of that key, if the folder can hold it at all, and deletes the least recently used over the limit.</summary>
    public async Task AddAsync(string key, Artifact artifact)
    {
        if (_limitBytes == 0)
            return;
        var path = Path.Combine(_folder, key);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var bytes = artifact.ToBytes(key);
            // Nothing but itself could be deleted to make room for it.
            if (bytes.Length > _limitBytes * KeptPart)
                return;
            // It may have been deleted, or its share be away.
            Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
            await using (var file = new FileStream(unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
                await file.WriteAsync(bytes);
            File.Move(unfinished, path, overwrite: true);
            if (Interlocked.Add(ref _bytes, OnDisk(bytes.Length)) > _limitBytes)
                await TrimAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.LogWarning("The artifact {Path} could not be kept: {Message}", path, e.Message);
            TryDelete(unfinished);
        }
    }

    private void TryDelete(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing was written where there is no folder; what is left of it elsewhere goes as the oldest do.
            _log.LogDebug("The unfinished artifact {Path} was not deleted: {Message}", unfinished, e.Message);
        }
    }

    private async Task TrimAsync()
    {
        await _trimming.WaitAsync();
        try
        {
            // Counted anew: other servers may share the folder.
            var files = Entries().OrderBy(file => file.LastWriteTimeUtc).ToList();
            var bytes = files.Sum(file => OnDisk(file.Length));
            foreach (var file in files.TakeWhile(_ => bytes > _limitBytes * KeptPart))
            {
                bytes -= OnDisk(file.Length);
                file.Delete();
            }
            Interlocked.Exchange(ref _bytes, bytes);
        }
        finally
        {
            _trimming.Release();
        }
    }

    private static long OnDisk(long length) => (length + BlockBytes - 1) / BlockBytes * BlockBytes;

    private IEnumerable<FileInfo> Entries() => new DirectoryInfo(_folder).EnumerateFiles();
}
