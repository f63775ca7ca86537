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
    private long _awayUntil;

    /// <summary>Gets whether Redis answered lately; also makes the connection, if there is none.</summary>
    public bool IsThere => time.GetTimestamp() >= Volatile.Read(ref _awayUntil) && Connect() is { IsCompletedSuccessfully: true, Result.IsConnected: true };

    /// <summary>Asks Redis; the default value where it is away.</summary>
    public async Task<T?> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (!IsThere)
        {
            return default;
        }

        try
        {
            return await ask((await Connect().ConfigureAwait(false)).GetDatabase()).WaitAsync(s_patience, time).ConfigureAwait(false);
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
        if (!IsThere)
        {
            return;
        }

        try
        {
            tell(Connect().Result.GetDatabase());
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
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
        if (_connecting is { IsCompletedSuccessfully: true })
        {
            // Closed first, and with what was said said: disposing alone waits a second for nothing.
            var multiplexer = await _connecting.ConfigureAwait(false);
            await multiplexer.CloseAsync(allowCommandsToComplete: true).ConfigureAwait(false);
            multiplexer.Dispose();
        }
    }

    private Task<ConnectionMultiplexer> ConnectAsync()
    {
        var options = ConfigurationOptions.Parse(configuration);

        // It goes on trying by itself, and subscribes anew when it has succeeded.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1_000;
        return ConnectionMultiplexer.ConnectAsync(options);
    }

    private void RestFrom() => Volatile.Write(ref _awayUntil, time.GetTimestamp() + (long)(s_pause.TotalSeconds * time.TimestampFrequency));
}
