using Switchyard.Web.Jobs;
using Xunit;

namespace Switchyard.Web.Tests.Jobs;

public sealed class JobFilterTests
{
    [Theory]
    [InlineData("", null, null, "jobs")]
    [InlineData("dead", null, null, "jobs?show=dead")]
    [InlineData("waiting", "a&b", "high", "jobs?show=waiting&queue=a%26b&priority=high")]
    [InlineData("nothing like it", null, "low", "jobs?priority=low")]
    public void Address_NamesWhatIsShown(string tab, string? queue, string? priority, string address)
    {
        Assert.Equal(address, new JobFilter(JobTab.Find(tab), queue, priority).Address);
    }
}
