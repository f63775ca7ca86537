using System.Net;

namespace Switchyard.AppHost.Tests.Faults;

/// <summary>How one request of the traffic was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="HasRetryAfter">Whether it says when to try again.</param>
/// <param name="IsWhole">Whether it is a success to its end: a body, or a stream with its last mark.</param>
/// <param name="IsInterrupted">Whether it is a stream that ended with the error event of an interruption.</param>
/// <param name="BeganAfterRefusal">Whether it was sent after another had been refused or interrupted: before that, nobody may have noticed the kill.</param>
internal readonly record struct TrafficAnswer(HttpStatusCode Status, bool HasRetryAfter, bool IsWhole, bool IsInterrupted, bool BeganAfterRefusal);
