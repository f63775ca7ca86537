using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.ToolCalls;
using Xunit;

namespace Switchyard.Router.Tests.Tools;

/// <summary>Ids of calls that the Router gives.</summary>
public sealed class CallIdTests
{
    private const string Question = """{"model":"first/m","tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}],"messages":[{"role":"user","content":"?"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One conversation's calls must differ, also where its requests carry one id; OpenAI takes ids of up to 40 characters, Anthropic letters, digits, dashes and underscores.</summary>
    [Fact]
    public async Task Calls_OfRequestsWithOneId_HaveIdsOfTheirOwn()
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:Tools", "prompted"));
        var call = new ParsedToolCall("weather", "{}");
        var scenario = new Scenario { Text = ToolCallWriter.Write(ToolCallSyntax.Hermes, [call, call]) };
        router.First.Script(scenario, scenario);

        string[] ids = [.. await AskAsync(router.Client), .. await AskAsync(router.Client)];

        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-zA-Z0-9_-]{8,40}$", id));
    }

    private static async Task<List<string>> AskAsync(HttpClient client)
    {
        using var request = RouterRequests.Post("/v1/chat/completions", Encoding.UTF8.GetBytes(Question));
        request.Headers.Add("x-request-id", "conversation." + new string('7', 60));
        using var response = await client.SendAsync(request, Token);
        var message = JsonElement.Parse(await response.TextAsync()).GetProperty("choices")[0].GetProperty("message");
        return [.. message.GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()!)];
    }
}
