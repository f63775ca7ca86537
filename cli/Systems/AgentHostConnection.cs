using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Switchyard.AgentClient;

namespace Switchyard.Cli.Systems;

/// <summary>Asks the AgentHost that runs here.</summary>
internal static class AgentHostConnection
{
    /// <summary>Runs <paramref name="action"/> on a connection, or says why there is none or what the AgentHost says against it.</summary>
    public static async Task<int> RunAsync(LocalSystem system, Func<AgentHostApi, Task<int>> action)
    {
        if (system.AddressOf("agenthost") is not { } address)
        {
            return system.SayNotRunning();
        }

        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
            return await action(new AgentHostApi(http, TimeProvider.System));
        }
        catch (AgentHostRefusedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failure;
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpIOException)
        {
            await Console.Error.WriteLineAsync($"The AgentHost at {address} does not answer. ./switchyard status shows how it is.");
            return ExitCodes.Failure;
        }
    }

    /// <summary>Prints what the AgentHost said, as JSON, or what <paramref name="format"/> makes of it.</summary>
    public static int Print<T>(T answer, bool json, JsonTypeInfo<T> type, Func<T, string> format)
    {
        Console.WriteLine(json ? JsonSerializer.Serialize(answer, type) : format(answer));
        return ExitCodes.Success;
    }
}
