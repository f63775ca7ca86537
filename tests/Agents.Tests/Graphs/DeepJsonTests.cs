using System.Text.Json;
using System.Text.Json.Serialization;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

/// <summary>States and results as deep as JSON may be: the entries around them are deeper.</summary>
public sealed partial class DeepJsonTests
{
    // What System.Text.Json reads and writes unless it is told otherwise.
    private const int Deepest = 64;

    private readonly GraphBench _bench = new();

    [Fact]
    public async Task State_AsDeepAsItMayBe_ComesBack()
    {
        var graph = Graph((_, state, _) => ValueTask.FromResult(state with { Steps = state.Steps + 1 }));
        var journal = new MortalJournal(_bench.Journal) { DiesAt = 1 };
        await Assert.ThrowsAsync<IOException>(() => _bench.Runner(graph, journal).StartAsync(_bench.RunId, new Deep(Nested(Deepest - 1), 0), "", GraphBench.Cancellation));

        var result = await _bench.Runner(graph).ResumeAsync(_bench.RunId, GraphBench.Cancellation);

        Assert.Equal((RunStatus.Completed, 1), (result.Status, result.State.Steps));
        Assert.Equal(1, (await _bench.Runner(graph).ReadAsync(_bench.RunId, GraphBench.Cancellation)).State.Steps);
    }

    [Fact]
    public async Task State_DeeperThanItMayBe_FailsTheRun()
    {
        var graph = Graph((_, state, _) => ValueTask.FromResult(state with { Value = Nested(Deepest) }));

        var result = await _bench.Runner(graph).StartAsync(_bench.RunId, new Deep(Nested(1), 0), "", GraphBench.Cancellation);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains("depth of 64", result.Error);
    }

    [Fact]
    public async Task Result_AsDeepAsItMayBe_IsReusedAfterADeath()
    {
        var calls = 0;
        var effect = new Effect<int, JsonElement>
        {
            Name = "dig",
            Class = EffectClass.Unsafe,
            ArgumentsType = DeepJson.Default.Int32,
            ResultType = DeepJson.Default.JsonElement,
            RunAsync = (call, _) =>
            {
                calls++;
                return Task.FromResult(Nested(call.Arguments));
            },
        };
        var graph = Graph(async (context, state, cancellationToken) => state with { Steps = (await context.EffectAsync(effect, Deepest, cancellationToken)).GetRawText().Length });
        var journal = new MortalJournal(_bench.Journal) { DiesAt = 3 };
        await Assert.ThrowsAsync<IOException>(() => _bench.Runner(graph, journal).StartAsync(_bench.RunId, new Deep(Nested(1), 0), "", GraphBench.Cancellation));

        var result = await _bench.Runner(graph).ResumeAsync(_bench.RunId, GraphBench.Cancellation);

        Assert.Equal((RunStatus.Completed, 2 * Deepest, 1), (result.Status, result.State.Steps, calls));
    }

    private static StateGraph<Deep> Graph(NodeFunction<Deep> work) =>
        new StateGraph<Deep>("deep", DeepJson.Default.Deep).AddNode("work", work).SetEntry("work").AddEdge("work", StateGraph.End);

    private static JsonElement Nested(int depth) => JsonElement.Parse(new string('[', depth) + new string(']', depth));

    internal sealed record Deep(JsonElement Value, int Steps);

    [JsonSerializable(typeof(Deep))]
    [JsonSerializable(typeof(int))]
    [JsonSerializable(typeof(JsonElement))]
    internal sealed partial class DeepJson : JsonSerializerContext;
}
