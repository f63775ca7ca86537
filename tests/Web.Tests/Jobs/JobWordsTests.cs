using System.Text.Json;
using Switchyard.Contracts.Queue;
using Switchyard.Web.Jobs;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Jobs;

public sealed class JobWordsTests
{
    [Theory]
    [InlineData(JobSamples.WaitingJob, true, false)]
    [InlineData(JobSamples.RunningJob, true, false)]
    [InlineData(JobSamples.CompletedJob, false, false)]
    [InlineData(JobSamples.FailedJob, false, true)]
    public void Job_CanBeCancelledOrReplayed(string json, bool cancel, bool replay)
    {
        Assert.Equal((cancel, replay), (JobWords.CanCancel(Read(json)), JobWords.CanReplay(Read(json))));
    }

    [Theory]
    [InlineData(JobSamples.FailedJob, "2 (1 failed, 1 lost with their workers); it may fail 0 times and be tried again")]
    [InlineData(JobSamples.CompletedJob, "1; it may fail 3 times and be tried again")]
    public void Attempts_SayWhatWentWrong(string json, string expected) => Assert.Equal(expected, JobWords.Attempts(Read(json)));

    [Fact]
    public void Delay_OfAWaitingJob_IsSaidUntilItsTime()
    {
        var job = Read(JobSamples.WaitingJob);

        Assert.Equal("starts in 1 min 30 s at the earliest", JobWords.Delay(job, job.RunAt.AddSeconds(-90)));
        Assert.Null(JobWords.Delay(job, job.RunAt));
        Assert.Null(JobWords.Delay(Read(JobSamples.RunningJob), DateTimeOffset.MinValue));
    }

    private static JobInfo Read(string json) => JsonSerializer.Deserialize(json, QueueJsonContext.Default.JobInfo)!;
}
