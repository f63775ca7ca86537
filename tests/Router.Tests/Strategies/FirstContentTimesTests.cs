using Switchyard.Router.Strategies;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

public sealed class FirstContentTimesTests
{
    [Fact]
    public void Percentile95_FewAnswers_IsNotKnown()
    {
        var times = new FirstContentTimes();
        for (var i = 0; i < 19; i++)
        {
            times.Learn("m", TimeSpan.FromSeconds(1));
        }

        Assert.Null(times.Percentile95("m"));
        Assert.Null(times.Percentile95("other"));
    }

    [Fact]
    public void Percentile95_HundredAnswers_IsTheNinetyFifth()
    {
        var times = new FirstContentTimes();
        foreach (var i in Enumerable.Range(1, 100).Reverse())
        {
            times.Learn("m", TimeSpan.FromMilliseconds(i));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(95), times.Percentile95("m"));
    }

    [Fact]
    public void Percentile95_ModelBecomesFaster_OldTimesAreForgotten()
    {
        var times = new FirstContentTimes();
        for (var i = 0; i < 1000; i++)
        {
            times.Learn("m", i < 800 ? TimeSpan.FromSeconds(9) : TimeSpan.FromMilliseconds(7));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(7), times.Percentile95("m"));
    }
}
