using Switchyard.MockUpstream.Delivery;
using Switchyard.Tests.Common;
using Xunit;

namespace Switchyard.MockUpstream.Tests.Delivery;

public sealed class PacerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void WaitNext_ScheduleIsLate_DoesNotWait(int late)
    {
        var time = new ManualTimeProvider();
        using var pacer = new Pacer(time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(5 + late));

        Assert.True(pacer.WaitNextAsync(TimeSpan.FromMilliseconds(5)).IsCompletedSuccessfully);
    }
}
