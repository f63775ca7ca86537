namespace Switchyard.Queue.Batches;

/// <summary>A batch to be done.</summary>
/// <param name="InputFile">The file with its requests, one a line.</param>
/// <param name="Endpoint">What each of them asks, and so the kind of its jobs.</param>
/// <param name="Window">How long it may take; what was not begun by then is not done.</param>
/// <param name="KeepFilesFor">How long the files it leads to are kept.</param>
public sealed record NewBatch(Guid InputFile, string Endpoint, TimeSpan Window, TimeSpan KeepFilesFor)
{
    /// <summary>Whose batch it is, and so whose its jobs and the files it leads to are.</summary>
    public string Tenant { get; init; } = JobSubmission.DefaultTenant;

    /// <summary>What whoever made it noted.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    internal void Check()
    {
        SubmissionRules.Require(SubmissionRules.Find(new JobSubmission(Endpoint, default) { Tenant = Tenant }));

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Window, BatchRules.LongestWindow);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepFilesFor, TimeSpan.Zero);
    }
}
