using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class PrefixPolicyTests
{
    private readonly Replicas _replicas = Replicas.Alike(4);
    private readonly PrefixPolicy _policy = new(new BalancingOptions());

    [Fact]
    public void Choose_SameBeginning_StaysWhereItWasReadAndSaysSo()
    {
        var first = Choose(Prompt("A", 1));
        var second = Choose(Prompt("A", 2));

        Assert.Equal("least outstanding tokens, since no address knows more than 0 of 2048 bytes", first.Why);
        Assert.Equal((first.Index, "prefix: 1920 of 2048 bytes known here"), (second.Index, second.Why));
        Assert.All(Enumerable.Range(3, 20), i => Assert.Equal(first.Index, Choose(Prompt("A", i)).Index));
    }

    [Fact]
    public void Choose_ManyBeginnings_AreSpreadAndEachStays()
    {
        var homes = Enumerable.Range(0, 40).Select(i => Choose(Prompt($"P{i}", 0)).Index).ToList();

        Assert.All(homes.CountBy(home => home), pair => Assert.Equal(10, pair.Value));
        Assert.Equal(homes, Enumerable.Range(0, 40).Select(i => Choose(Prompt($"P{i}", 1)).Index));
    }

    [Fact]
    public void Choose_NothingShared_IsExactlyLeastOutstanding()
    {
        var (random, least) = (new Random(5), Replicas.Alike(4));
        var policy = new LeastOutstandingTokensPolicy();

        for (var i = 0; i < 500; i++)
        {
            var (body, answer) = (Prompt($"P{i}", i), random.Next(1, 200));
            var (expected, actual) = (policy.Choose(least.Describe(body), least.All).Index, Choose(body).Index);
            Assert.Equal(expected, actual);
            least.All[expected].Load.Begin(500, answer);
            _replicas.All[actual].Load.Begin(500, answer);
        }
    }

    [Fact]
    public void Choose_OneBeginningForAll_IsSharedOnceItsAddressHasTooMuchToDo()
    {
        for (var i = 0; i < 400; i++)
        {
            _replicas.All[Choose(Prompt("A", i)).Index].Load.Begin(512, 0);
        }

        var loads = _replicas.Provider.Endpoints.Select(endpoint => endpoint.Load.Tokens).ToList();
        Assert.True(loads.Max() <= Math.Max(loads.Min() + 4096, loads.Min() * 1.5) + 512, string.Join(" ", loads));
        Assert.True(loads.Min() > 20_000, string.Join(" ", loads));
    }

    [Fact]
    public void Choose_AddressIsBusy_SaysWhyItIsNotChosen()
    {
        var home = Choose(Prompt("A", 1)).Index;
        _replicas.All[home].Load.Begin(5000, 0);

        var choice = Choose(Prompt("A", 2));

        Assert.NotEqual(home, choice.Index);
        Assert.Equal("least outstanding tokens, since the address that knows 1920 of 2048 bytes has too much to do", choice.Why);
    }

    [Fact]
    public void Learn_NoCacheHitAlthoughPredicted_LosesTheEntry()
    {
        var first = Choose(Prompt("A", 1));
        Answer(first, cached: 0);
        var second = Choose(Prompt("A", 2));
        Assert.StartsWith("prefix", second.Why, StringComparison.Ordinal);

        Answer(second, cached: 0);

        Assert.StartsWith("least outstanding tokens, since no address knows more than 0", Choose(Prompt("A", 3)).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(64)]
    public void Learn_HitOrNothingSaid_KeepsTheEntry(int? cached)
    {
        var first = Choose(Prompt("A", 1));
        Answer(first, cached);
        Answer(Choose(Prompt("A", 2)), cached);

        var third = Choose(Prompt("A", 3));

        Assert.Equal((first.Index, true), (third.Index, third.Why.StartsWith("prefix", StringComparison.Ordinal)));
    }

    [Fact]
    public void Learn_SentAtOnceBeforeAnyAnswer_IsNoDisappointment()
    {
        var (first, second) = (Choose(Prompt("A", 1)), Choose(Prompt("A", 2)));
        Assert.Equal(first.Index, second.Index);

        Answer(first, cached: 0);
        Answer(second, cached: 0);

        Assert.StartsWith("prefix", Choose(Prompt("A", 3)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_AnotherAddressAnswered_KnowsItToo()
    {
        var first = Choose(Prompt("A", 1));
        var other = _replicas.Provider.Endpoints[(first.Index + 1) % 4];

        first.Prefix!.Learn(_replicas.Provider, other, AttemptOutcome.Completed, new AnswerUsage(500, 10, 0));
        _replicas.All[first.Index].Load.Begin(1, 0);

        Assert.Equal(other, _replicas.Provider.Endpoints[Choose(Prompt("A", 2)).Index]);
    }

    [Fact]
    public void Choose_ShortPrompt_IsLeastOutstanding()
    {
        _replicas.All[0].Load.Begin(1, 0);

        var choice = Choose("""{"messages":[{"role":"user","content":"Hi"}]}""");

        Assert.Equal((false, "least outstanding tokens, since the prompt is too short to be known"), (choice.Index == 0, choice.Why));
    }

    // 2048 bytes, of which the last block tells the questions apart.
    private static string Prompt(string system, int question)
    {
        var beginning = $$"""[{"role":"system","content":"{{system}}:""";
        var end = $$"""{{question:D20}}"}]""";
        return $$"""{"messages":{{beginning}}{{new string('x', 2047 - beginning.Length - end.Length)}}{{end}}}""";
    }

    private BalancingChoice Choose(string body) => _policy.Choose(_replicas.Describe(body), _replicas.All);

    private void Answer(BalancingChoice choice, int? cached) =>
        choice.Prefix!.Learn(_replicas.Provider, _replicas.Provider.Endpoints[choice.Index], AttemptOutcome.Completed, new AnswerUsage(500, 10, cached));
}
