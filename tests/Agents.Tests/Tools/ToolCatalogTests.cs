using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Calculation;
using Switchyard.Agents.Tools.Random;
using Switchyard.Agents.Tools.Units;

namespace Switchyard.Agents.Tests.Tools;

public sealed class ToolCatalogTests
{
    private readonly ToolCatalog _catalog = new(new ToolBox([new CalculatorTool(), new GenerateUuidTool(), new ConvertUnitsTool()]));

    [Theory]
    [InlineData("*", "calculator generate_uuid convert_units")]
    [InlineData("category:math", "calculator convert_units")]
    [InlineData("convert_units", "convert_units")]
    [InlineData("convert_units category:math calculator", "calculator convert_units")]
    [InlineData("", "")]
    public void Select_BySelectors_GivesEachToolOnce(string selectors, string expected)
    {
        var selection = _catalog.Select(selectors.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.True(selection.IsValid);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), selection.Tools.All.Select(tool => tool.Definition.Name));
    }

    [Fact]
    public void Select_WhatThereIsNot_NamesEveryMistake()
    {
        var selection = _catalog.Select(["calculator", "convert_money", "category:music", "xyz"]);

        Assert.False(selection.IsValid);
        Assert.Equal(
            ["There is no tool 'convert_money'; there is convert_units.", "There is no category 'music'; there are math, system.", "There is no tool 'xyz'."],
            selection.Errors);
    }
}
