using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Requests;

/// <summary>One attempt in a request's trace; several may go on at once.</summary>
internal readonly record struct AttemptTrace(RequestTrace Request, int Index)
{
    /// <summary>Notes how the attempt ended.</summary>
    public void End(AttemptResult result, StreamOutcome answer, TimeSpan? firstByte) => Request.End(Index, result, answer, firstByte);
}
