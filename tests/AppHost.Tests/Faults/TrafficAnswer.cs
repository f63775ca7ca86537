using System.Net;

namespace Switchyard.AppHost.Tests.Faults;

/// <summary>How one request of the traffic was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="HasRetryAfter">Whether it says when to try again.</param>
/// <param name="IsWhole">Whether it is a success to its end: a body, or a stream with its last mark.</param>
/// <param name="IsInterrupted">Whether it is a stream that ended with the error event of an interruption.</param>
/// <param name="Attempts">How often the router asked the node for it; 0 where it refused.</param>
/// <param name="BeganAfterTrouble">Whether it was sent after another had been refused, interrupted or tried again: before that, nobody may have noticed the kill.</param>
internal readonly record struct TrafficAnswer(HttpStatusCode Status, bool HasRetryAfter, bool IsWhole, bool IsInterrupted, int Attempts, bool BeganAfterTrouble)
{
    /// <summary>Gets whether something went wrong on its way.</summary>
    public bool MetTrouble => !IsWhole || Attempts > 1;
}
