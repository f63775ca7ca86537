namespace Switchyard.Queue.Postgres;

/// <summary>The column <c>state</c>: <see cref="JobStatus"/>, with those that wait told apart.</summary>
internal static class JobState
{
    public const short Ready = 0;
    public const short Delayed = 1;
    public const short Running = 2;
    public const short Completed = 3;
    public const short Failed = 4;
    public const short Cancelled = 5;
    public const short TimedOut = 6;

    public static JobStatus StatusOf(short state) => state switch
    {
        Ready or Delayed => JobStatus.Pending,
        Running => JobStatus.Running,
        Completed => JobStatus.Completed,
        Failed => JobStatus.Failed,
        Cancelled => JobStatus.Cancelled,
        _ => JobStatus.TimedOut,
    };

    /// <summary>What has happened to a job whose attempt did not succeed, and that is in <paramref name="state"/> since.</summary>
    public static JobEventType EventOf(short state) => state == Failed ? JobEventType.Failed : JobEventType.Retrying;

    public static short[] StatesOf(IEnumerable<JobStatus> statuses) => [.. statuses.SelectMany(status => status switch
    {
        JobStatus.Pending => new[] { Ready, Delayed },
        JobStatus.Running => [Running],
        JobStatus.Completed => [Completed],
        JobStatus.Failed => [Failed],
        JobStatus.Cancelled => [Cancelled],
        _ => [TimedOut],
    })];
}
