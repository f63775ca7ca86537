using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>What models say reaches the caller as they say it, whoever else is silent.</summary>
public sealed class ParallelLiveTests
{
    private const string Streamed = """{"model":"one/m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hello"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_OneIsSilent_OtherIsHeardToItsEnd()
    {
        var gate = new TaskCompletionSource();
        await using var host = await GatedHost.StartAsync(
        [
            GatedHost.Stream(gate.Task, [], [Replies.TextChunk("late"), .. GatedHost.End(5)]),
            GatedHost.Stream(Task.CompletedTask, [Replies.TextChunk("quick"), .. GatedHost.End(3)]),
        ]);

        using var response = await host.AskAsync("one/m,two/m", Streamed);
        List<string> events = [];
        await foreach (var data in ChoiceChunk.EventsAsync(response))
        {
            events.Add(data);
            if (ChoiceChunk.Read(data) is { Index: 1, Finish: "stop" })
            {
                // Nothing of the first can have come: it waits for this.
                Assert.All(ChoiceChunk.Of(events), chunk => Assert.Equal(1, chunk.Index));
                gate.SetResult();
            }
        }

        Assert.Equal(["0 one/m: late (stop)", "1 two/m: quick (stop)"], ChoiceChunk.Joined(ChoiceChunk.Of(events)));
        var usage = JsonElement.Parse(events[^2]);
        Assert.Equal((0, 4, 8, 12), (usage.GetProperty("choices").GetArrayLength(), Tokens(usage, "prompt_tokens"), Tokens(usage, "completion_tokens"), Tokens(usage, "total_tokens")));
        Assert.Equal("[DONE]", events[^1]);
        Assert.Single(events, data => data.Contains("\"usage\"", StringComparison.Ordinal));
        Assert.Equal(("parallel", "one/m, two/m"), (StrategyHost.Header(response, "x-switchyard-strategy"), StrategyHost.Header(response, "x-switchyard-models")));
    }

    [Fact]
    public async Task Chat_OnePausesInside_OthersPiecesComeBetween()
    {
        var gate = new TaskCompletionSource();
        await using var host = await GatedHost.StartAsync(
        [
            GatedHost.Stream(gate.Task, [Replies.TextChunk("a1")], [Replies.TextChunk("a2"), .. GatedHost.End(2)]),
            GatedHost.Stream(Task.CompletedTask, [Replies.TextChunk("b1"), Replies.TextChunk("b2"), .. GatedHost.End(2)]),
        ]);

        using var response = await host.AskAsync("one/m,two/m", Streamed);
        List<ChoiceChunk> chunks = [];
        await foreach (var data in ChoiceChunk.EventsAsync(response))
        {
            chunks.AddRange(ChoiceChunk.Of([data]));
            if (chunks.Exists(chunk => chunk.Text == "a1") && chunks.Exists(chunk => chunk.Finish is not null))
            {
                gate.TrySetResult();
            }
        }

        Assert.Equal(["0 one/m: a1a2 (stop)", "1 two/m: b1b2 (stop)"], ChoiceChunk.Joined(chunks));
        Assert.InRange(chunks.FindIndex(chunk => chunk is { Index: 1, Finish: "stop" }), 0, chunks.FindIndex(chunk => chunk.Text == "a2") - 1);
        Assert.Single(chunks.Select(chunk => chunk.Choice.GetProperty("index").GetInt32() == chunk.Index).Distinct());
    }

    [Fact]
    public async Task Chat_NobodyBegan_CallerHearsComments()
    {
        var gate = new TaskCompletionSource();
        var silent = GatedHost.Stream(gate.Task, [], [Replies.TextChunk("at last"), .. GatedHost.End(2)]);
        await using var host = await GatedHost.StartAsync([silent, silent], ("Router:Forwarding:KeepAlive", "00:00:00.050"));

        using var response = await host.AskAsync("one/m,two/m", Streamed);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        Assert.Equal(": keep-alive", await reader.ReadLineAsync(Token));
        gate.SetResult();
        var rest = await reader.ReadToEndAsync(Token);

        Assert.Equal(2, rest.Split("at last").Length - 1);
        Assert.EndsWith("data: [DONE]\n\n", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_OneIsDoneAndOtherThinks_CallerHearsComments()
    {
        var gate = new TaskCompletionSource();
        await using var host = await GatedHost.StartAsync(
            [GatedHost.Stream(Task.CompletedTask, [Replies.TextChunk("quick"), .. GatedHost.End(2)]), GatedHost.Stream(gate.Task, [], [Replies.TextChunk("late"), .. GatedHost.End(2)])],
            ("Router:Forwarding:KeepAlive", "00:00:00.050"));

        using var response = await host.AskAsync("one/m,two/m", Streamed);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        await ReadToAsync(reader, "\"stop\"");
        await ReadToAsync(reader, ": keep-alive");
        gate.SetResult();

        Assert.Contains("late", await reader.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chat_CallerLeaves_AllUpstreamsAreCancelled(bool hasBegun)
    {
        TaskCompletionSource[] left = [new(), new()];
        await using var host = await GatedHost.StartAsync([.. left.Select(one => hasBegun ? Replies.StreamThenHang(one, "piece") : Replies.Hang(one))], ("Router:Forwarding:KeepAlive", "00:00:00.050"));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);

        using var response = await host.AskAsync("one/m,two/m", Streamed, leaving.Token);
        using (var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token)))
        {
            await ReadToAsync(reader, hasBegun ? "piece" : ": keep-alive");
            await ReadToAsync(reader, hasBegun ? "piece" : ": keep-alive");
        }

        await leaving.CancelAsync();

        await Task.WhenAll(left.Select(one => one.Task)).WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    private static async Task ReadToAsync(StreamReader reader, string text)
    {
        while (!(await reader.ReadLineAsync(Token) ?? throw new EndOfStreamException($"There was no '{text}'.")).Contains(text, StringComparison.Ordinal))
        {
        }
    }

    private static int Tokens(JsonElement chunk, string name) => chunk.GetProperty("usage").GetProperty(name).GetInt32();
}
