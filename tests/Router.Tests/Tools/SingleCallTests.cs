using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Faults;
using Switchyard.ToolCalls;
using Xunit;

namespace Switchyard.Router.Tests.Tools;

/// <summary>A caller who wants at most one call in an answer gets no more, however many the model writes.</summary>
public sealed class SingleCallTests
{
    private const string Dropped = "x-switchyard-dropped";

    private static readonly string[] s_paths = ["/v1/chat/completions", "/v1/messages", "/v1/responses"];
    private static readonly string s_calls = ToolCallWriter.Write(ToolCallSyntax.Hermes, [new ParsedToolCall("weather", """{"city": "Oslo"}"""), new ParsedToolCall("weather", """{"city": "Rome"}"""), new ParsedToolCall("weather", """{"city": "Bonn"}""")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, bool> Cases()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var path in s_paths)
        {
            foreach (var mode in (string[])["prompted", "rewrite"])
            {
                data.Add(path, mode, false);
                data.Add(path, mode, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task SeveralInText_OneWanted_OthersAreDroppedAndReported(string path, string mode, bool stream)
    {
        await using var router = await StartAsync(mode);
        router.First.Script(new Scenario { Text = "I will look. " + s_calls });

        using var response = await AskAsync(router, path, stream, isSerial: true);
        var answer = await response.TextAsync();

        Assert.Equal(["Oslo"], CitiesIn(answer));
        Assert.Equal(1, Count(path, answer));
        if (stream)
        {
            Assert.Single(answer.Split('\n'), line => line == $": {Dropped}: tool_calls");
        }
        else
        {
            Assert.Equal("tool_calls", response.Headers.GetValues(Dropped).Single());
        }

        var attempt = Assert.Single((await router.Client.ExplainAsync(response.Headers.GetValues("x-request-id").Single())).Attempts);
        Assert.Equal(("completed", 2), (attempt.Outcome, attempt.DroppedToolCalls));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task SeveralInText_NothingSaid_AllArePassedOn(string path, string mode, bool stream)
    {
        await using var router = await StartAsync(mode);
        router.First.Script(new Scenario { Text = s_calls });

        using var response = await AskAsync(router, path, stream, isSerial: false);
        var answer = await response.TextAsync();

        Assert.Equal(["Oslo", "Rome", "Bonn"], CitiesIn(answer));
        Assert.DoesNotContain(Dropped, answer, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains(Dropped));
        Assert.Null(Assert.Single((await router.Client.ExplainAsync(response.Headers.GetValues("x-request-id").Single())).Attempts).DroppedToolCalls);
    }

    /// <summary>A server whose calls are rewritten may find some of them itself.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SeveralFoundByTheServer_OneWanted_OthersAreDropped(bool stream)
    {
        await using var router = await StartAsync("rewrite");
        router.First.Script(new Scenario { ToolCalls = [new ScriptedToolCall("weather", """{"city":"Oslo"}"""), new ScriptedToolCall("weather", """{"city":"Rome"}""")] });

        using var response = await AskAsync(router, s_paths[0], stream, isSerial: true);

        Assert.Equal(["Oslo"], CitiesIn(await response.TextAsync()));
        Assert.Equal(1, Assert.Single((await router.Client.ExplainAsync(response.Headers.GetValues("x-request-id").Single())).Attempts).DroppedToolCalls);
    }

    private static Task<MockRouter> StartAsync(string mode) => MockRouter.StartAsync(("Router:Providers:first:Tools", mode));

    private static Task<HttpResponseMessage> AskAsync(MockRouter router, string path, bool stream, bool isSerial)
    {
        var body = JsonNode.Parse(path switch
        {
            "/v1/messages" => """{"model":"first/m","max_tokens":500,"tools":[{"name":"weather","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"?"}]}""",
            "/v1/responses" => """{"model":"first/m","tools":[{"type":"function","name":"weather","parameters":{"type":"object"}}],"input":"?"}""",
            _ => """{"model":"first/m","tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}],"messages":[{"role":"user","content":"?"}]}""",
        })!.AsObject();
        body["stream"] = stream;
        if (isSerial && path == "/v1/messages")
        {
            body["tool_choice"] = new JsonObject { ["type"] = "auto", ["disable_parallel_tool_use"] = true };
        }
        else if (isSerial)
        {
            body["parallel_tool_calls"] = false;
        }

        return router.Client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(body.ToJsonString())), Token);
    }

    // In the order in which they come first: responses say everything twice.
    private static IEnumerable<string> CitiesIn(string answer) =>
        new[] { "Oslo", "Rome", "Bonn" }.Where(answer.Contains).OrderBy(city => answer.IndexOf(city, StringComparison.Ordinal));

    // Streamed or not, a call is begun once.
    private static int Count(string path, string answer) => Ids(answer, path switch { "/v1/messages" => "tool_use", "/v1/responses" => "function_call", _ => "function" }).Count();

    private static IEnumerable<string> Ids(string answer, string type) => answer.Split('\n')
        .Select(line => line.StartsWith("data: {", StringComparison.Ordinal) ? line[6..] : line)
        .Where(line => line.StartsWith('{'))
        .SelectMany(line => Objects(JsonElement.Parse(line)))
        .Where(item => item.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String && named.GetString() == type)
        .Select(item => item.TryGetProperty("id", out var id) ? id.GetString()! : string.Empty)
        .Where(id => id.Length > 0)
        .Distinct();

    private static IEnumerable<JsonElement> Objects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Objects(member.Value)).Prepend(value),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
