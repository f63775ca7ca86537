using Switchyard.Web.Clients;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Parse_Sample_GivesNameLabelsAndValue()
    {
        var sample = Assert.Single(PrometheusText.Parse("""http_requests_total{method="GET",code="200"} 1027""", []));

        Assert.Equal("http_requests_total", sample.Name);
        Assert.Equal("GET", sample.Label("method"));
        Assert.Equal("200", sample.Label("code"));
        Assert.Equal(1027, sample.Value);
    }

    [Theory]
    [InlineData("up 1", 1)]
    [InlineData("up 1.5e3", 1500)]
    [InlineData("up -0.25", -0.25)]
    [InlineData("up +Inf", double.PositiveInfinity)]
    [InlineData("up -Inf", double.NegativeInfinity)]
    [InlineData("up NaN", double.NaN)]
    [InlineData("up 3 1395066363000", 3)]
    [InlineData("up{} 4", 4)]
    public void Parse_Value_ReadsEveryForm(string line, double expected)
        => Assert.Equal(expected, Assert.Single(PrometheusText.Parse(line, [])).Value);

    [Fact]
    public void Parse_EscapedLabel_IsUnescaped()
    {
        var sample = Assert.Single(PrometheusText.Parse("""m{path="C:\\DIR\\",text="a \"b\"\nc}",last="x"} 2""", []));

        Assert.Equal(@"C:\DIR\", sample.Label("path"));
        Assert.Equal("a \"b\"\nc}", sample.Label("text"));
        Assert.Equal("x", sample.Label("last"));
    }

    [Theory]
    [InlineData("# HELP m Help.\n# TYPE m counter\n\n")]
    [InlineData("m{a=\"b\" 1")]
    [InlineData("m{a=b} 1")]
    [InlineData("m{a=\"b} 1")]
    [InlineData("m one")]
    [InlineData("m")]
    [InlineData("{a=\"b\"} 1")]
    public void Parse_NoSample_GivesNothing(string text) => Assert.Empty(PrometheusText.Parse(text, []));

    [Fact]
    public void Parse_Prefixes_KeepOnlyWhatIsWanted()
    {
        var samples = PrometheusText.Parse("a_one 1\nb_two 2\r\nc_three 3\n", ["a_", "c_"]);

        Assert.Equal(["a_one", "c_three"], samples.Select(static sample => sample.Name));
    }

    [Fact]
    public void Parse_MissingLabel_IsNull() => Assert.Null(Assert.Single(PrometheusText.Parse("m 1", [])).Label("route"));
}
