using Switchyard.MockUpstream.Delivery;
using Switchyard.Tests.Common;

namespace Switchyard.MockUpstream.Tests.Delivery;

public sealed class PacerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task WaitNext_ScheduleIsLate_DoesNotWait(int late)
    {
        var time = new ManualTimeProvider();
        using var pacer = new Pacer(time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(5 + late));

        // The clock stands still: a wait would never end.
        await pacer.WaitNextAsync(TimeSpan.FromMilliseconds(5)).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
