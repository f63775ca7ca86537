using Switchyard.Contracts.Agents;

namespace Switchyard.AgentClient.Tests;

public sealed class ResolveResultTests
{
    [Theory]
    [InlineData(null, "\"\"")]
    [InlineData("", "\"\"")]
    [InlineData("  ", "\"\"")]
    [InlineData("""{"id":7}""", """{"id":7}""")]
    [InlineData("42", "42")]
    [InlineData("message 7 was sent", "\"message 7 was sent\"")]
    public void Read_Happened_IsJson(string? text, string json) => Assert.Equal(json, ResolveResult.Read(ResolveOutcomes.Happened, text)?.GetRawText());

    [Theory]
    [InlineData(ResolveOutcomes.DidNotHappen)]
    [InlineData(ResolveOutcomes.End)]
    public void Read_DidNotHappen_IsNothing(string outcome) => Assert.Null(ResolveResult.Read(outcome, "sent"));
}
