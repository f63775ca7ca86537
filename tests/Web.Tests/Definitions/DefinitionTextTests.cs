using Switchyard.Contracts.Agents;
using Switchyard.Web.Definitions;
using Xunit;

namespace Switchyard.Web.Tests.Definitions;

public sealed class DefinitionTextTests
{
    [Fact]
    public void Budget_Limits_AreSaidWithTheirUnits()
    {
        Assert.Equal("20 model calls, 5,000 tokens, $0.50, 1 min 30 s of work", DefinitionText.Budget(new RunBudget { MaxIterations = 20, MaxTokens = 5000, MaxCost = 0.5m, MaxSeconds = 90 }));
        Assert.Equal("no limit", DefinitionText.Budget(null));
    }

    [Theory]
    [InlineData(4, 3, "kind", "Line 4, column 3")]
    [InlineData(4, 0, "kind", "Line 4")]
    [InlineData(0, 0, "kind", "kind")]
    [InlineData(0, 0, "", "The whole")]
    public void Place_Mistake_IsWhereItIs(int line, int column, string path, string place)
        => Assert.Equal(place, DefinitionText.Place(new AgentMistake { Line = line, Column = column, Path = path, Message = "Wrong." }));

    [Fact]
    public void Lines_AnyLineEnds_AreOneALine() => Assert.Equal(["a", "", "b"], DefinitionText.Lines("a\r\n\r\nb\n"));
}
