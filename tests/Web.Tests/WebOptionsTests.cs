using Xunit;

namespace Switchyard.Web.Tests;

public sealed class WebOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass() => Assert.True(new WebOptionsValidator().Validate(null, new WebOptions()).Succeeded);

    [Theory]
    [InlineData("", 64, 2, 3)]
    [InlineData("no spaces", 64, 2, 3)]
    [InlineData("local", 0, 2, 3)]
    [InlineData("local", 64, 0.1, 3)]
    [InlineData("local", 64, 2, 61)]
    public void Validate_BadValue_Fails(string user, int circuits, double refreshSeconds, double querySeconds)
    {
        var options = new WebOptions
        {
            User = user,
            MaxCircuits = circuits,
            RefreshInterval = TimeSpan.FromSeconds(refreshSeconds),
            QueryTimeout = TimeSpan.FromSeconds(querySeconds),
        };

        Assert.True(new WebOptionsValidator().Validate(null, options).Failed);
    }
}
