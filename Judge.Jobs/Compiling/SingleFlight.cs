namespace Judge.Jobs.Compiling;

/// <summary>Work that is done once for all who ask for it at the same time. It is cancelled when the last of them is.</summary>
internal sealed class SingleFlight<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Flight> _flights = new(StringComparer.Ordinal);

    /// <summary>The work's result, and whether somebody else had begun it.</summary>
    public async Task<(T Result, bool Joined)> RunAsync(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        Flight? flight;
        bool joined;
        lock (_lock)
        {
            joined = _flights.TryGetValue(key, out flight);
            if (flight is null)
            {
                _flights[key] = flight = new Flight();
                var stop = flight.Stop.Token;
                // Begun on another thread: it must not hold the lock while it runs to its first await.
                flight.Work = Task.Run(() => work(stop), CancellationToken.None);
            }
            flight.Waiting++;
        }
        try
        {
            return (await flight.Work.WaitAsync(cancellationToken), joined);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private void Leave(string key, Flight flight)
    {
        lock (_lock)
        {
            if (--flight.Waiting > 0)
                return;
            _flights.Remove(key);
        }
        if (!flight.Work.IsCompleted)
            flight.Stop.Cancel();
        // Whatever becomes of work that nobody waits for any more, nobody is left to be told.
        _ = flight.Work.ContinueWith(ended => { _ = ended.Exception; flight.Stop.Dispose(); }, TaskScheduler.Default);
    }

    private sealed class Flight
    {
        public CancellationTokenSource Stop { get; } = new();
        public Task<T> Work { get; set; } = null!;
        public int Waiting { get; set; }
    }
}
