using Switchyard.Router.Egress;
using Switchyard.Tests.Common;
using Xunit;

namespace Switchyard.Router.Tests.Egress;

public sealed class HourWindowTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Sum_AsTimePasses_LosesWhatIsOlderThanAnHour()
    {
        var window = new HourWindow(_time);

        Assert.Equal(10, window.Add(10));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(15, window.Add(5));
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(15, window.Sum);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, window.Sum);
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(5, window.Sum);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, window.Sum);
    }

    [Fact]
    public void Sum_AfterALongSilence_IsWhatCameSince()
    {
        var window = new HourWindow(_time);
        window.Add(10);

        _time.Advance(TimeSpan.FromDays(3));

        Assert.Equal(7, window.Add(7));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(7, window.Sum);
    }

    [Fact]
    public async Task Add_ByManyAtOnce_LosesNothing()
    {
        var window = new HourWindow(_time);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                window.Add(1);
            }
        })));

        Assert.Equal(4000, window.Sum);
    }
}
