using Switchyard.AgentHost.Models;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Tests.Models;

public sealed class ModelBudgetTests
{
    [Theory]
    [InlineData(1024, 600, 896, 300)]
    [InlineData(1024, null, 896, 672)]
    [InlineData(131072, null, 114688, 86016)]
    [InlineData(null, null, 7168, 5376)]
    [InlineData(512, 5000, 448, 448)]
    public void Create_FromWhatIsKnown_LeavesRoom(int? context, int? recommended, int promptLimit, int historyLimit) =>
        Assert.Equal(new ModelBudget("m", promptLimit, historyLimit), ModelBudget.Create("m", context, recommended));

    [Theory]
    [InlineData(300, 400)]
    [InlineData(5000, 5000)]
    [InlineData(90000, 8000)]
    public void ToolOutput_OfAnyBudget_IsBounded(int historyLimit, int expected) => Assert.Equal(expected, new ModelBudget("m", 100_000, historyLimit).MaxToolOutputLength);

    [Fact]
    public void Estimate_WithoutTokenizer_CountsFourCharactersAToken()
    {
        ChatMessage[] messages = [new() { Role = "user", Content = new string('x', 40) }];

        Assert.Equal(14, TokenCounter.Estimate(messages, []));
        Assert.True(TokenCounter.Estimate(messages, [new CalculatorTool()]) > 50);
    }
}
