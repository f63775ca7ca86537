using StackExchange.Redis;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Faults.Processes;

/// <summary>Gives a Redis orders, over a connection of its own.</summary>
internal static class RedisAdmin
{
    /// <summary>Runs a command.</summary>
    public static async Task ExecuteAsync(this RedisServer server, string command, params object[] arguments)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},allowAdmin=true");
        await connection.GetDatabase().ExecuteAsync(command, arguments);
    }
}
