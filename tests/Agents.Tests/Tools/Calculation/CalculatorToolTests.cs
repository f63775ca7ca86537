using System.Diagnostics;
using System.Text.Json;
using Switchyard.Agents.Tools.Calculation;

namespace Switchyard.Agents.Tests.Tools.Calculation;

public sealed class CalculatorToolTests
{
    [Theory]
    [InlineData("15*23", "345")]
    [InlineData("10388/56", "185.5")]
    [InlineData("4/11-10", "-9.6364")]
    [InlineData("666.65*44131", "29419931.15")]
    [InlineData("80/954", "0.0839")]
    [InlineData("2+3*4", "14")]
    [InlineData("(2+3)*4", "20")]
    [InlineData("2^10", "1024")]
    [InlineData("2**10", "1024")]
    [InlineData("2^3^2", "512")]
    [InlineData("-2^2", "-4")]
    [InlineData("2^-1", "0.5")]
    [InlineData("--5", "5")]
    [InlineData("+5", "5")]
    [InlineData("7%3", "1")]
    [InlineData("-7%3", "2")]
    [InlineData("1e3", "1000")]
    [InlineData(".5+.5", "1")]
    [InlineData("0.1+0.2", "0.3")]
    [InlineData("1/3", "0.3333")]
    [InlineData("2/3", "0.6667")]
    [InlineData("1/32", "0.03125")]
    [InlineData("1/3000000", "3.333E-07")]
    [InlineData("6 × 7 − 2 ÷ 1", "40")]
    [InlineData("6*7 =", "42")]
    [InlineData("0*-1", "0")]
    [InlineData("12345678901234567890*98765432109876543210", "1219326311370217952237463801111263526900")]
    public async Task Expression_WithOperators_GivesValue(string expression, string expected) => Assert.Equal(expected, await EvaluateAsync(expression));

    [Theory]
    [InlineData("sqrt(144)", "12")]
    [InlineData("sqrt(2)", "1.4142")]
    [InlineData("cbrt(27)", "3")]
    [InlineData("abs(-5)", "5")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("round(3.14159, 2)", "3.14")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("ceil(1.2)", "2")]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max(3, 1, 2)", "3")]
    [InlineData("log(100, 10)", "2")]
    [InlineData("log10(1000)", "3")]
    [InlineData("ln(e)", "1")]
    [InlineData("sin(pi)", "0")]
    [InlineData("cos(0)", "1")]
    [InlineData("pow(2, 8)", "256")]
    [InlineData("PI", "3.1416")]
    [InlineData("4^0.5", "2")]
    public async Task Function_WithArguments_GivesValue(string expression, string expected) => Assert.Equal(expected, await EvaluateAsync(expression));

    [Theory]
    [InlineData("", "Error: the expression ends too early")]
    [InlineData("1+", "Error: the expression ends too early")]
    [InlineData("(1", "Error: the expression ends too early")]
    [InlineData("1)", "Error: ')' was not expected at position 2")]
    [InlineData("1 2", "Error: '2' was not expected at position 3")]
    [InlineData("1/0", "Error: division by zero")]
    [InlineData("5%0", "Error: division by zero")]
    [InlineData("0^-1", "Error: division by zero")]
    [InlineData("sqrt(-1)", "Error: the result is not a number")]
    [InlineData("log(0)", "Error: the result is not a number")]
    [InlineData("foo", "Error: 'foo' is not a number or a known constant")]
    [InlineData("foo(1)", "Error: there is no function 'foo'")]
    [InlineData("sqrt(1,2)", "Error: a function has the wrong arguments")]
    [InlineData("min()", "Error: a function has the wrong arguments")]
    [InlineData("2$3", "Error: the character at position 2 is not part of an expression")]
    [InlineData("9e9999", "Error: the number is too large")]
    public async Task Expression_WithMistake_SaysWhat(string expression, string expected) => Assert.Equal(expected, await EvaluateAsync(expression));

    [Theory]
    [InlineData("9**9**9")]
    [InlineData("9^9^9^9^9")]
    [InlineData("10^100000")]
    [InlineData("2^(10^12)")]
    [InlineData("(1/3)^99999")]
    [InlineData("9e999*9e999*9e999*9e999*9e999")]
    [InlineData("1.0000001^999999999")]
    public async Task Expression_TooLarge_FailsFast(string expression)
    {
        var started = Stopwatch.GetTimestamp();

        var result = await EvaluateAsync(expression);

        Assert.Equal("Error: the number is too large", result);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("1^99999999999999999999", "1")]
    [InlineData("(-1)^99999999999999999999", "-1")]
    [InlineData("0^99999999999999999999", "0")]
    [InlineData("0^0", "1")]
    public async Task Power_OfUnit_StaysSmall(string expression, string expected) => Assert.Equal(expected, await EvaluateAsync(expression));

    [Fact]
    public async Task Expression_NestedTooDeep_IsRefused()
    {
        var expression = new string('(', 200) + "1" + new string(')', 200);

        Assert.Equal("Error: the expression is nested deeper than 50 levels", await EvaluateAsync(expression));
    }

    [Fact]
    public async Task Expression_ManySigns_IsRefused() =>
        Assert.Equal("Error: the expression is nested deeper than 50 levels", await EvaluateAsync(new string('-', 400) + "1"));

    [Fact]
    public async Task Expression_TooLong_IsRefused() =>
        Assert.Equal("Error: the argument 'expression' is longer than 500 characters", await EvaluateAsync(new string('1', 501)));

    [Fact]
    public async Task Number_TooManyDigits_IsRefused() =>
        Assert.Equal("Error: a number is longer than 200 digits", await EvaluateAsync(new string('1', 201)));

    private static Task<string> EvaluateAsync(string expression) =>
        ToolRunner.RunAsync(new CalculatorTool(), JsonSerializer.Serialize(new { expression }));
}
