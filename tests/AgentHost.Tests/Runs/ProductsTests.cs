using Dapper;
using Npgsql;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Services;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>The real thing end to end: node, Router and AgentHost as processes, the embedded model, PostgreSQL and Redis.</summary>
public sealed class ProductsTests(StoresFixture stores, ITestOutputHelper output)
{
    private const int Count = 20;
    private const int Goal = 18;

    private readonly string _database = stores.CreateDatabase();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agent_AskedRandomProducts_AnswersThemAndRecordsEachStep()
    {
        var seed = RandomProducts.Seed;
        output.WriteLine($"Seed: {seed} (SWITCHYARD_SEED gives another).");
        await using var node = await ServiceProcess.StartAsync("InferenceNode", new Dictionary<string, string>(), Cancellation);
        await using var router = await ServiceProcess.StartAsync("Router", new Dictionary<string, string> { ["services:inference-0:http:0"] = node.Address }, Cancellation);
        await Deadline.WaitAsync(() => IsReadyAsync(router), TimeSpan.FromMinutes(2), "the Router to know the model", Cancellation);
        await using var agentHost = await ServiceProcess.StartAsync("AgentHost", CreateSettings(router), Cancellation);

        var products = await RandomProducts.AskAsync(agentHost.Http, seed, Count, Cancellation);

        var wrong = products.Where(product => !product.IsRight).Select(product => $"{product.Question} {product.Expected}: {product.Run.Status} {product.Run.Output} {product.Run.Error}").ToList();
        wrong.ForEach(output.WriteLine);
        output.WriteLine($"{Count - wrong.Count} of {Count} right");
        Assert.True(Count - wrong.Count >= Goal, $"Seed {seed}: {string.Join('\n', wrong)}");
        await AssertRecordedAsync(products);
    }

    private static async Task<bool> IsReadyAsync(ServiceProcess router)
    {
        using var response = await router.Http.GetAsync("/v1/models/default", Cancellation);
        return response.IsSuccessStatusCode;
    }

    // What the API showed must be what the tables hold.
    private async Task AssertRecordedAsync(IReadOnlyList<RandomProduct> products)
    {
        await using var connection = new NpgsqlConnection(_database);
        foreach (var product in products.Where(product => product.IsRight))
        {
            var steps = await connection.QueryAsync<(string Type, string Value)>(
                "select type, coalesce(data->>'output', data->'arguments'->>'expression') from agents.run_events where run_id = @Id and type in ('tool.call', 'tool.result') order by sequence", new { product.Run.Id });
            var shown = product.Run.Events.Where(runEvent => runEvent.Type is RunEventTypes.ToolCall or RunEventTypes.ToolResult)
                .Select(runEvent => (runEvent.Type, runEvent.Output ?? runEvent.Arguments?.GetProperty("expression").GetString()!));
            Assert.Equal(shown, steps);
            Assert.Contains((RunEventTypes.ToolResult, product.Expected), steps);
        }
    }

    private Dictionary<string, string> CreateSettings(ServiceProcess router) => new()
    {
        ["ConnectionStrings:switchyard"] = _database,
        ["AgentHost:AllowUnsafeDatabase"] = "true",
        ["ConnectionStrings:cache"] = stores.Redis.ConnectionString,
        ["services:router:http:0"] = router.Address,
    };
}
