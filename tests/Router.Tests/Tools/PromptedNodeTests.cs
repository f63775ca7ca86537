using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Switchyard.Tests.Common.Models;
using Switchyard.Tests.Common.Services;
using Xunit;

namespace Switchyard.Router.Tests.Tools;

/// <summary>The embedded model, told of tools in words by the Router instead of by its own node's template. It was trained on another prompt and still calls one tool; of several it loses track.</summary>
public sealed class PromptedNodeTests : IAsyncLifetime
{
    private const string Tool = """{"name":"calculator","description":"Evaluate an arithmetic expression.","parameters":{"type":"object","properties":{"expression":{"type":"string"}},"required":["expression"]}}""";

    private readonly ModelFolderCopy _model = new();
    private ServiceProcess _node = null!;
    private RouterHost _router = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _model.Write("switchyard.json", """{"name":"pocket"}""");
        _node = await ServiceProcess.StartAsync("InferenceNode", new Dictionary<string, string> { ["Models:Folders:0"] = _model.Path }, Token);
        await Deadline.UntilAsync(async () => (await _node.Http.GetAsync("/health", Token)).IsSuccessStatusCode);
        _router = RouterHost.Start(("Router:Providers:worded:BaseUrl", $"{_node.Address}/v1"), ("Router:Providers:worded:Models:0", "pocket"), ("Router:Providers:worded:Tools", "prompted"));
        _client = _router.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _router.DisposeAsync();
        await _node.DisposeAsync();
        _model.Dispose();
    }

    [Fact]
    public async Task Chat_OneTool_IsCalled()
    {
        using var response = await _client.ChatAsync(Ask("What is 15*23?", isStreamed: false));

        var choice = JsonElement.Parse(await response.TextAsync()).GetProperty("choices")[0];
        Assert.Equal("tool_calls", choice.GetProperty("finish_reason").GetString());
        var function = Assert.Single(choice.GetProperty("message").GetProperty("tool_calls").EnumerateArray()).GetProperty("function");
        Assert.Equal(("calculator", "15*23"), (function.GetProperty("name").GetString(), Expression(function.GetProperty("arguments").GetString()!)));
    }

    [Fact]
    public async Task Stream_OneTool_IsCalledAndItsSyntaxIsNotSeen()
    {
        var (text, name, arguments, finish) = await StreamAsync("What is 15*23?");

        Assert.Equal(("calculator", "15*23", "tool_calls"), (name, Expression(arguments), finish));
        Assert.DoesNotContain("tool_call>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_NoNeedOfTheTool_IsAnsweredInText()
    {
        var (text, name, _, finish) = await StreamAsync("What is the capital of France?");

        Assert.Equal(("The capital of France is Paris.", "", "stop"), (text, name, finish));
    }

    private static string Ask(string question, bool isStreamed) =>
        $$$"""{"model":"worded/pocket","temperature":0,"max_tokens":80,"stream":{{{(isStreamed ? "true" : "false")}}},"tools":[{"type":"function","function":{{{Tool}}}}],"messages":[{"role":"user","content":"{{{question}}}"}]}""";

    private static string? Expression(string arguments) => JsonElement.Parse(arguments).GetProperty("expression").GetString();

    private async Task<(string Text, string Name, string Arguments, string? Finish)> StreamAsync(string question)
    {
        using var response = await _client.StreamAsync(Ask(question, isStreamed: true));
        var (text, name, arguments) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        string? finish = null;
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            if (item.Data == "[DONE]")
            {
                break;
            }

            foreach (var choice in JsonElement.Parse(item.Data).GetProperty("choices").EnumerateArray())
            {
                finish = choice.GetProperty("finish_reason").GetString() ?? finish;
                var delta = choice.GetProperty("delta");
                text.Append(TextOf(delta, "content"));
                foreach (var call in delta.TryGetProperty("tool_calls", out var calls) ? calls.EnumerateArray().ToArray() : [])
                {
                    name.Append(TextOf(call.GetProperty("function"), "name"));
                    arguments.Append(TextOf(call.GetProperty("function"), "arguments"));
                }
            }
        }

        return (text.ToString(), name.ToString(), arguments.ToString(), finish);
    }

    private static string? TextOf(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;
}
