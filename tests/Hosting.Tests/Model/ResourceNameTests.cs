using Aspire.Hosting;
using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Tests.Model;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("cache")]
    [InlineData("inference-0")]
    [InlineData("A")]
    [InlineData("a1-b2-c3")]
    public void Name_WithinRule_IsAccepted(string name)
    {
        Assert.Null(Record.Exception(() => ResourceName.ThrowIfInvalid(name)));
    }

    [Theory]
    [InlineData("0cache")]
    [InlineData("-cache")]
    [InlineData("cache-")]
    [InlineData("my--cache")]
    [InlineData("my_cache")]
    [InlineData("my cache")]
    [InlineData("cäche")]
    [InlineData("../cache")]
    public void Name_OutsideRule_IsRefusedWithTheRule(string name)
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => ResourceName.ThrowIfInvalid(name));

        Assert.Equal($"'{name}' is not a valid resource name. Use letters, digits and single hyphens, at most 64, beginning with a letter.", exception.Message);
    }

    [Fact]
    public void Name_Of65Characters_IsRefused()
    {
        Assert.Throws<DistributedApplicationException>(() => ResourceName.ThrowIfInvalid(new string('a', 65)));
    }
}
