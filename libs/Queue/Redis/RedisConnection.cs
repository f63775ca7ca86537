using StackExchange.Redis;

namespace Switchyard.Queue.Redis;

/// <summary>
/// A connection to Redis that nobody has to wait for: what is not answered in a moment counts as Redis being away, and for a few seconds nobody asks again.
/// </summary>
internal sealed class RedisConnection(string configuration, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<ConnectionMultiplexer>? _connecting;
    private volatile ConnectionMultiplexer? _multiplexer;
    private long _awayUntil;
    private long _misses;

    /// <summary>Gets how often something that was told may not have arrived, since Redis was away or the connection broke. It only grows.</summary>
    public long Misses => Volatile.Read(ref _misses);

    /// <summary>Asks Redis; the default value where it is away.</summary>
    public async Task<T?> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (FindThere() is not { } there)
        {
            return default;
        }

        try
        {
            return await ask(there.GetDatabase()).WaitAsync(s_patience, time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            RestFrom();
            return default;
        }
    }

    /// <summary>Tells Redis something without waiting for an answer; lost where it is away.</summary>
    public void Tell(Action<IDatabase> tell)
    {
        if (FindThere() is not { } there)
        {
            Miss();
            return;
        }

        try
        {
            tell(there.GetDatabase());
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            Miss();
            RestFrom();
        }
    }

    /// <summary>Gets the multiplexer once it is connected for the first time.</summary>
    public Task<ConnectionMultiplexer> Connect()
    {
        lock (_lock)
        {
            return _connecting is null or { IsFaulted: true } or { IsCanceled: true } ? _connecting = ConnectAsync() : _connecting;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is { } multiplexer)
        {
            // Closed first, and with what was said said: disposing alone waits a second for nothing.
            await multiplexer.CloseAsync(allowCommandsToComplete: true).ConfigureAwait(false);
            multiplexer.Dispose();
        }
    }

    // Where Redis did not answer lately nobody asks; the first to ask makes the connection, and goes without.
    private ConnectionMultiplexer? FindThere()
    {
        if (time.GetTimestamp() < Volatile.Read(ref _awayUntil))
        {
            return null;
        }

        if (_multiplexer is not { } multiplexer)
        {
            _ = Connect();
            return null;
        }

        return multiplexer.IsConnected ? multiplexer : null;
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var options = ConfigurationOptions.Parse(configuration);

        // It goes on trying by itself, and subscribes anew when it has succeeded.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1_000;
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
        multiplexer.ConnectionFailed += (_, _) => Miss();
        return _multiplexer = multiplexer;
    }

    private void Miss() => Interlocked.Increment(ref _misses);

    private void RestFrom() => Volatile.Write(ref _awayUntil, time.GetTimestamp() + (long)(s_pause.TotalSeconds * time.TimestampFrequency));
}
