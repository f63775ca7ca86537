using StackExchange.Redis;

namespace Switchyard.Agents.Redis;

/// <summary>The connection of a bridge. It is made when it is first needed, and comes back by itself.</summary>
internal sealed class RedisLink(string configuration) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile ConnectionMultiplexer? _multiplexer;

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
            var options = ConfigurationOptions.Parse(configuration);

            // It goes on trying by itself, and subscribes anew when it has succeeded.
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 1_000;
            return _multiplexer ??= await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
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
