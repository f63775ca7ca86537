namespace Switchyard.Queue.Workers;

/// <summary>A handler's word that its attempt failed.</summary>
/// <param name="failure">Why, and whether another attempt may do better.</param>
public sealed class JobFailedException(JobFailure failure) : Exception(failure?.Message)
{
    /// <summary>Gets why.</summary>
    public JobFailure Failure { get; } = failure ?? throw new ArgumentNullException(nameof(failure));
}
