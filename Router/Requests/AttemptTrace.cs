using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Requests;

/// <summary>One attempt in a request's trace; several may go on at once.</summary>
internal readonly record struct AttemptTrace(RequestTrace Request, int Index)
{
    /// <summary>Notes how the attempt ended.</summary>
    public void End(AttemptResult result, StreamOutcome answer, TimeSpan? firstByte) => Request.End(Index, result, answer, firstByte);

    /// <summary>Notes what a strategy made of its answer.</summary>
    /// <param name="verdict">Why it was taken or left; <see langword="null"/> leaves what was noted before.</param>
    /// <param name="isServed">Whether the caller got it.</param>
    public void Judge(string? verdict, bool isServed) => Request.Judge(Index, verdict, isServed);
}
