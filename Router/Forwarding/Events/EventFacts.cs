namespace Switchyard.Router.Forwarding.Events;

/// <summary>What one event of a stream says, as far as the Router has to know it.</summary>
[Flags]
internal enum EventFacts
{
    /// <summary>Nothing of interest: a comment, a role, an empty piece.</summary>
    None = 0,

    /// <summary>It holds a piece of the answer: text, reasoning, or a tool call.</summary>
    Content = 1,

    /// <summary>A choice has ended: there is a finish reason.</summary>
    Finish = 2,

    /// <summary>The stream has ended: <c>[DONE]</c>.</summary>
    Done = 4,

    /// <summary>The upstream reports an error.</summary>
    Error = 8,

    /// <summary>It is not what the wire format allows.</summary>
    Malformed = 16,

    /// <summary>What ends a stream without a fault.</summary>
    End = Finish | Done,
}
