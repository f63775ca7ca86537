using Switchyard.Contracts.Agents;
using Switchyard.Web.Runs;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Runs;

public sealed class RunComparisonTests
{
    [Fact]
    public void Steps_ForkedRun_PartsWhereItDoesSomethingElse()
    {
        var steps = RunComparison.Steps(
            [Item(1, RunHistoryKinds.Started), Item(2, RunHistoryKinds.Intent), Receipt(3, "calculator"), Step(4, "act"), Step(5, "answer")],
            [Item(1, RunHistoryKinds.Started), Receipt(7, "calculator"), Step(8, "act"), Receipt(9, "current_time"), Step(10, "answer")]);

        Assert.Equal([(3L, 7L, true), (4, 8, true), (null, 9, false), (5, 10, true)], steps.Select(static step => (step.Left?.Sequence, step.Right?.Sequence, step.IsSame)));
    }

    [Fact]
    public void Figures_OfTwoRuns_SayWhatDiffers()
    {
        var left = Run() with { Usage = new RunUsage { ModelCalls = 2, ToolCalls = 1, InputTokens = 600, OutputTokens = 40, Cost = 0.002m }, CompletedAt = RunEvents.At.AddSeconds(2) };
        var right = left with { Model = "openai/gpt-4o", Usage = left.Usage with { OutputTokens = 1200 }, Status = RunStatuses.Running };

        var figures = RunComparison.Figures(left, right);

        Assert.Equal(["State", "Model", "Tokens out", "Took"], figures.Where(static figure => figure.Differs).Select(static figure => figure.Name));
        Assert.Equal(("40", "1,200"), figures.Where(static figure => figure.Name == "Tokens out").Select(static figure => (figure.Left, figure.Right)).Single());
        Assert.Equal("$0.002", figures.Single(static figure => figure.Name == "Cost").Left);
    }

    private static RunSummary Run() => new() { Id = "run_1", Agent = "assistant", User = "local", Conversation = "c", Status = RunStatuses.Completed, Model = "local/pocket", Input = "Hello", CreatedAt = RunEvents.At };

    private static RunHistoryItem Receipt(long sequence, string name) => Item(sequence, RunHistoryKinds.Receipt) with { Name = name, DurationMs = sequence };

    private static RunHistoryItem Step(long sequence, string node) => Item(sequence, RunHistoryKinds.Step) with { Node = node };

    private static RunHistoryItem Item(long sequence, string kind) => new() { Sequence = sequence, Kind = kind, Step = (int)sequence, At = RunEvents.At.AddSeconds(sequence) };
}
