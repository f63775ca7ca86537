using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tests.Tools;

namespace Switchyard.Agents.Tests.Composition.Handoffs;

public sealed class HandoffToolTests
{
    [Fact]
    public async Task Invoke_Call_ChangesNothingAndSaysWhoGoesOn()
    {
        var tool = new HandoffTool("tax-law", "Knows tax law.");

        var result = await ToolRunner.RunAsync(tool, """{"reason":"VAT"}""");

        Assert.Equal("transfer_to_tax_law", tool.Definition.Name);
        Assert.Equal(ToolCategories.Agents, tool.Definition.Category);
        Assert.Equal("tax-law goes on from here.", result);
    }
}
