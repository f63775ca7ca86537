using StackExchange.Redis;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Faults.Processes;

/// <summary>Gives a Redis orders, over a connection of its own.</summary>
internal static class RedisAdmin
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Starts a killed Redis again over the files there are; where it refuses those, as it should, over none: its index is told anew.</summary>
    public static async Task ReviveAsync(this RedisServer server, RedisFiles files)
    {
        if (!await TryStartAgainAsync(server))
        {
            await server.KillAsync();
            files.Delete();
            await server.StartAgainAsync(CancellationToken.None);
        }
    }

    /// <summary>Runs a command.</summary>
    public static async Task ExecuteAsync(this RedisServer server, string command, params object[] arguments)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},allowAdmin=true");
        await connection.GetDatabase().ExecuteAsync(command, arguments);
    }

    // One that refuses its files listens for a moment, and ends.
    private static async Task<bool> TryStartAgainAsync(RedisServer server)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await server.StartAgainAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return false;
        }

        var process = await server.FindProcessAsync();
        while (Signals.IsAlive(process))
        {
            try
            {
                await server.ExecuteAsync("PING");
                return true;
            }
            catch (RedisException)
            {
                // It is still reading.
            }
        }

        return false;
    }
}
