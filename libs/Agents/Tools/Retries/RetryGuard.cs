namespace Switchyard.Agents.Tools.Retries;

/// <summary>Is asked before a call is made again.</summary>
/// <returns>How long to wait before; <see langword="null"/> where it is not to be made again.</returns>
internal delegate ValueTask<TimeSpan?> RetryGuard(FailedAttempt failed, CancellationToken cancellationToken);
