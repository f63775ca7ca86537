using StackExchange.Redis;

namespace Switchyard.Events.Redis;

/// <summary>The connection of a bridge. It is made when it is first needed, and comes back by itself.</summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private readonly ConfigurationOptions _options;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile ConnectionMultiplexer? _multiplexer;

    /// <exception cref="ArgumentException">The configuration is none. It is not shown, since it may hold a password.</exception>
    public RedisLink(string configuration)
    {
        _options = ConfigurationOptions.Parse(configuration);
        if (_options.EndPoints.Count == 0)
        {
            throw new ArgumentException("The configuration of Redis names no server: write for example 127.0.0.1:6379.", nameof(configuration));
        }

        // It goes on trying by itself, and subscribes anew when it has succeeded.
        _options.AbortOnConnectFail = false;
        _options.ConnectTimeout = 1_000;
    }

    public bool IsConnected => _multiplexer is { IsConnected: true };

    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_multiplexer is { } made)
        {
            return made;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _multiplexer ??= await ConnectionMultiplexer.ConnectAsync(_options).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_multiplexer is { } multiplexer)
        {
            // Closed first: disposing alone waits a second for nothing.
            await multiplexer.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            multiplexer.Dispose();
        }
    }
}
