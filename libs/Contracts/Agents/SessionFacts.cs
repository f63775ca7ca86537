namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>POST /v1/sessions/{id}/facts</c>.</summary>
public sealed record SessionFacts
{
    /// <summary>Gets what was said of the user and the world that will hold later, one sentence each.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Gets the last run they cover: they are found again until the conversation goes on.</summary>
    public string? Through { get; init; }
}
