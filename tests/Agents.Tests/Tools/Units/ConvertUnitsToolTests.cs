using System.Globalization;
using System.Text.Json;
using Switchyard.Agents.Tools.Units;

namespace Switchyard.Agents.Tests.Tools.Units;

public sealed class ConvertUnitsToolTests
{
    [Theory]
    [InlineData(533.74, "fahrenheit", "celsius", "278.7444")]
    [InlineData(10608.57, "cm", "inches", "4176.6024")]
    [InlineData(11.85, "km", "miles", "7.3632")]
    [InlineData(21489.36, "liters", "gallons", "5676.8883")]
    [InlineData(102, "meters", "feet", "334.6457")]
    [InlineData(100, "C", "F", "212")]
    [InlineData(-40, "celsius", "fahrenheit", "-40")]
    [InlineData(0, "celsius", "kelvin", "273.15")]
    [InlineData(1, "mile", "km", "1.6093")]
    [InlineData(5, "pounds", "kilograms", "2.268")]
    [InlineData(1, "kg", "lbs", "2.2046")]
    [InlineData(1, "gallon", "ml", "3785.4118")]
    [InlineData(90, "km/h", "mph", "55.9234")]
    [InlineData(10, "meters per second", "km/h", "36")]
    [InlineData(1, "hectare", "m²", "10000")]
    [InlineData(1, "acre", "square feet", "43560")]
    [InlineData(2, "weeks", "hours", "336")]
    [InlineData(1, "GiB", "MB", "1073.7418")]
    [InlineData(16, "bits", "bytes", "2")]
    [InlineData(1, "kWh", "kJ", "3600")]
    [InlineData(1, "kilometre", "metres", "1000")]
    [InlineData(3, "degrees celsius", "degrees fahrenheit", "37.4")]
    public async Task Convert_KnownUnits_GivesValue(double value, string from, string to, string expected) =>
        Assert.Equal(expected, await ConvertAsync(value, from, to));

    [Theory]
    [InlineData("parsecs", "km", "Error: unknown unit: parsecs")]
    [InlineData("km", "bananas", "Error: unknown unit: bananas")]
    [InlineData("", "km", "Error: unknown unit: ")]
    [InlineData("km", "kg", "Error: km is a unit of length, kg is one of mass")]
    public async Task Convert_WrongUnits_SaysWhich(string from, string to, string expected) => Assert.Equal(expected, await ConvertAsync(1, from, to));

    [Fact]
    public async Task Convert_HugeValue_IsAnError() => Assert.Equal("Error: the number is too large", await ConvertAsync(1e308, "km", "nm"));

    [Theory]
    [InlineData("\"12\"", "7.4565")]
    [InlineData("\"twelve\"", "Error: the argument 'value' must be a number")]
    [InlineData("1e999", "Error: the argument 'value' must be a number")]
    [InlineData("null", "Error: the argument 'value' is missing; convert_units takes value, from, to")]
    [InlineData("[1]", "Error: the argument 'value' must be a number")]
    public async Task Convert_OddValue_IsReadOrRefused(string value, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new ConvertUnitsTool(), $$"""{"value":{{value}},"from":"km","to":"miles"}"""));

    private static Task<string> ConvertAsync(double value, string from, string to) => ToolRunner.RunAsync(
        new ConvertUnitsTool(), $$"""{"value":{{value.ToString("R", CultureInfo.InvariantCulture)}},"from":{{JsonSerializer.Serialize(from)}},"to":{{JsonSerializer.Serialize(to)}}}""");
}
