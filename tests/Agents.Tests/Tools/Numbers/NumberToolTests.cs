using System.Text.Json;
using Switchyard.Agents.Tools.Numbers;

namespace Switchyard.Agents.Tests.Tools.Numbers;

public sealed class NumberToolTests
{
    [Theory]
    [InlineData("1, 2, 3, 4, 5", "count: 5, sum: 15, mean: 3, median: 3, min: 1, max: 5, standard deviation: 1.5811")]
    [InlineData("[4 1]", "count: 2, sum: 5, mean: 2.5, median: 2.5, min: 1, max: 4, standard deviation: 2.1213")]
    [InlineData("7", "count: 1, sum: 7, mean: 7, median: 7, min: 7, max: 7")]
    [InlineData("", "Error: there are no numbers")]
    [InlineData("1, two", "Error: 'two' is not a number")]
    [InlineData("1e308, 1e308", "Error: the numbers are too large")]
    [InlineData("NaN", "Error: 'NaN' is not a number")]
    public async Task Statistics_OfNumbers_AreTold(string numbers, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new NumberStatisticsTool(), JsonSerializer.Serialize(new { numbers })));

    [Theory]
    [InlineData("of", 15, 80, "12")]
    [InlineData("share", 12, 48, "25")]
    [InlineData("change", 40, 50, "25")]
    [InlineData("change", -40, -50, "-25")]
    [InlineData("share", 1, 0, "Error: nothing is a share of 0")]
    [InlineData("change", 0, 5, "Error: a change from 0 has no percentage")]
    public async Task Percentage_OfEachKind_IsWorkedOut(string kind, double x, double y, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new PercentageTool(), JsonSerializer.Serialize(new { kind, x, y })));

    [Theory]
    [InlineData("255", 10, 2, "11111111")]
    [InlineData("FF", 16, 10, "255")]
    [InlineData("0xff", 10, 8, "377")]
    [InlineData("0b1", 16, 10, "177")]
    [InlineData("-10", 10, 16, "-a")]
    [InlineData("zz", 36, 10, "1295")]
    [InlineData("123456789012345678901234567890", 10, 36, "byw97um9s91dlz68tsi")]
    [InlineData("12", 2, 10, "Error: this is not a whole number in base 2")]
    [InlineData("", 10, 2, "Error: this is not a whole number in base 10")]
    [InlineData("1", 10, 37, "Error: a base is 2 to 36")]
    public async Task Base_OfANumber_IsConverted(string number, int from, int to, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new ConvertBaseTool(), JsonSerializer.Serialize(new { number, from, to })));

    [Theory]
    [InlineData(360, "360 = 2^3 * 3^2 * 5")]
    [InlineData(7919, "7919 is prime")]
    [InlineData(2, "2 is prime")]
    [InlineData(99_999_999_999_973, "99999999999973 is prime")]
    [InlineData(1, "Error: the number must be 2 to 100000000000000")]
    public async Task Factors_OfANumber_ArePrime(long number, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new PrimeFactorsTool(), JsonSerializer.Serialize(new { number })));

    [Theory]
    [InlineData(1, -5, 6, "x = 2, x = 3")]
    [InlineData(1, 2, 1, "x = -1")]
    [InlineData(1, 0, 1, "x = 0 + 1i, x = 0 - 1i")]
    [InlineData(0, 2, -8, "x = 4")]
    [InlineData(0, 0, 1, "there is no solution")]
    [InlineData(0, 0, 0, "every x is a solution")]
    [InlineData(1, 0, 0, "x = 0")]
    [InlineData(1e-300, 1e300, 1, "Error: the numbers are too large")]
    public async Task Quadratic_OfAnyKind_IsSolved(double a, double b, double c, string expected) =>
        Assert.Equal(expected, await ToolRunner.RunAsync(new SolveQuadraticTool(), JsonSerializer.Serialize(new { a, b, c })));
}
