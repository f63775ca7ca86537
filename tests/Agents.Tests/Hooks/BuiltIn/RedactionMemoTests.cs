using Switchyard.Agents.Hooks.BuiltIn.Redaction;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

public sealed class RedactionMemoTests
{
    [Fact]
    public void Redact_ManyTexts_KnowsTheLastOnesAndForgetsTheFirst()
    {
        var looked = 0;
        var memo = new RedactionMemo(text =>
        {
            looked++;
            return text;
        });
        for (var number = 0; number <= 2 * RedactionMemo.MinTexts; number++)
        {
            memo.Redact($"text {number}");
        }

        var before = looked;
        memo.Redact($"text {2 * RedactionMemo.MinTexts}");
        memo.Redact($"text {RedactionMemo.MinTexts + 1}");
        Assert.Equal(before, looked);

        memo.Redact("text 0");
        Assert.Equal(before + 1, looked);
    }

    [Fact]
    public void Redact_RedactorThatFails_IsAskedAgain()
    {
        var looked = 0;
        var memo = new RedactionMemo(text => ++looked == 1 ? throw new InvalidOperationException() : "hidden");

        Assert.Throws<InvalidOperationException>(() => memo.Redact("text"));

        Assert.Equal(("hidden", "hidden", 2), (memo.Redact("text"), memo.Redact("text"), looked));
    }
}
