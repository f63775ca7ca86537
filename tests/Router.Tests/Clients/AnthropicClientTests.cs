using System.Net;
using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Clients;

/// <summary>Anthropic's own .NET client, unmodified, against the router and an upstream that speaks OpenAI's dialect.</summary>
public sealed class AnthropicClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_Whole_IsRead()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", new Scenario { Text = "six times seven", Usage = new ScriptedUsage { Input = 9, Output = 5 } });

        var answer = await Client(router).Messages.Create(Question(), Token);

        Assert.True(Assert.Single(answer.Content).TryPickText(out var text));
        Assert.Equal(("six times seven", 5), (text.Text, answer.Usage.OutputTokens));
    }

    [Fact]
    public async Task Message_Streamed_IsRead()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", new Scenario { Text = "six times seven" });
        var (text, isWhole) = ("", false);

        await foreach (var message in Client(router).Messages.CreateStreaming(Question(), Token))
        {
            text += message.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var piece) ? piece.Text : "";
            isWhole |= message.TryPickStop(out _);
        }

        Assert.Equal(("six times seven", true), (text, isWhole));
    }

    [Fact]
    public async Task Tools_Called_AreRead()
    {
        await using var router = await MockRouter.StartAsync();
        var schema = new InputSchema { Properties = new Dictionary<string, JsonElement> { ["city"] = JsonElement.Parse("""{"type":"string"}""") }, Required = ["city"] };

        var answer = await Client(router).Messages.Create(
            Question() with { Tools = [new Tool { Name = "weather", Description = "Tells the weather.", InputSchema = schema }], ToolChoice = new ToolChoiceAny() }, Token);

        Assert.True(Assert.Single(answer.Content).TryPickToolUse(out var call));
        Assert.Equal(("weather", JsonValueKind.String), (call.Name, call.Input["city"].ValueKind));
    }

    [Fact]
    public async Task Error_UnknownModel_Is404()
    {
        await using var router = await MockRouter.StartAsync();

        var error = await Assert.ThrowsAnyAsync<AnthropicApiException>(() => Client(router).Messages.Create(Question() with { Model = "nope" }, Token));

        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
        Assert.Contains("not_found_error", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_Cancelled_LeavesTheUpstream()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("stall-5"));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var message in Client(router).Messages.CreateStreaming(Question(), leave.Token))
            {
                await leave.CancelAsync();
            }
        });

        await router.First.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(RequestState.Disconnected, router.First.Asked()[0].State);
    }

    private static MessageCreateParams Question() => new() { Model = "first/m", MaxTokens = 500, Messages = [new UserMessageParam("6 * 7?")] };

    private static AnthropicClient Client(MockRouter router) => new() { BaseUrl = $"http://127.0.0.1:{router.Port}", ApiKey = "unused", MaxRetries = 0, HttpClient = router.Client };
}
