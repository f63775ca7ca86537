using System.Net.Http.Json;
using Npgsql;
using Switchyard.AppHost.Tests.Processes;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.AppHost.Tests.Faults;

public sealed class AppHostKillTests : IDisposable
{
    private const int Kills = 5;

    private readonly HomeOfATest _home = new();
    private readonly int _offset = PortOffset.Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledAppHost_LeavesNoOrphanAndLosesNoMessage()
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var host = await AppHostProcess.StartReadyAsync(_home.Path, _offset, Token);
            Assert.Equal($"{kill - 1}", await CountMessagesAsync());
            await SayAsync($"message {kill}");
            var children = host.State.Resources.Select(resource => resource.Process!).ToList();
            Assert.All(children, child => Assert.True(ProcessTable.IsAlive(child)));

            await host.KillAsync(Token);

            await Eventually.BecomesTrueAsync(() => !children.Exists(ProcessTable.IsAlive), Token);

            // Guards, PostgreSQL's own children and anything else that was not recorded.
            await Eventually.BecomesTrueAsync(() => !ProcessesOf.Home(_home.Path).Any(), Token);
        }

        using var last = await AppHostProcess.StartReadyAsync(_home.Path, _offset, Token);
        Assert.Equal($"{Kills}", await CountMessagesAsync());
        Assert.Equal(0, await last.StopAsync(Token));
    }

    [Fact]
    public async Task NextStart_RightAfterTheKill_WaitsForTheLeftovers()
    {
        using var host = await AppHostProcess.StartReadyAsync(_home.Path, _offset, Token);
        await host.KillAsync(Token);

        using var next = await AppHostProcess.StartReadyAsync(_home.Path, _offset, Token);

        Assert.All(next.State.Resources, resource => Assert.Equal(ResourceStatuses.Running, resource.State));
        Assert.Equal(0, await next.StopAsync(Token));
    }

    public void Dispose()
    {
        _home.Dispose();
    }

    private async Task SayAsync(string text)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{7270 + _offset}") };
        using var response = await client.PostAsJsonAsync("/v1/agents/assistant/runs", new { input = text, user = "killer" }, Token);
        Assert.Contains("event: run.", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private async Task<string?> CountMessagesAsync()
    {
        var password = await File.ReadAllTextAsync(Path.Combine(_home.Path, "secrets", "postgres-switchyard"), Token);
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={7432 + _offset};Username=switchyard;Password={password};Database=switchyard;Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("SELECT count(*)::text FROM agents.messages WHERE user_id = 'killer' AND role = 'user'", connection);
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}
