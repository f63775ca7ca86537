using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Contracts.Agents;

/// <summary>Answer of <c>GET /v1/sessions/{id}</c> and body of <c>POST /v1/sessions</c>: a conversation, whole; what is read can be sent to another host.</summary>
public sealed record SessionDocument : SessionInfo
{
    /// <summary>Creates a document that is read.</summary>
    public SessionDocument()
    {
    }

    /// <summary>Creates the document of one conversation of the list.</summary>
    [SetsRequiredMembers]
    public SessionDocument(SessionInfo session, IReadOnlyList<SessionTurn> turns)
        : base(session) => Turns = turns;

    /// <summary>Gets the finished turns, oldest first; those that were compacted are still among them.</summary>
    public required IReadOnlyList<SessionTurn> Turns { get; init; }

    /// <summary>Gets what the model is told in place of the compacted turns.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets the last run the summary covers.</summary>
    public string? CompactedThrough { get; init; }

    /// <summary>Gets the system prompt it is held with; where it is taken in, its runs have this one.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Gets the names of the tools it is held with; where it is taken in, its runs have those of them that the host has.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Gets what is remembered of the user and the world; absent where nobody asked yet.</summary>
    public IReadOnlyList<string>? Facts { get; init; }

    /// <summary>Gets the last run the facts cover.</summary>
    public string? FactsThrough { get; init; }

    /// <summary>Gets what happened in its runs; only with <c>traces=true</c>.</summary>
    public IReadOnlyList<SessionTrace>? Traces { get; init; }
}
