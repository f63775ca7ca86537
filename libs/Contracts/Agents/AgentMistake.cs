namespace Switchyard.Contracts.Agents;


/// <summary>Something that is wrong with a definition.</summary>
public sealed record AgentMistake
{
    /// <summary>Gets the line, from 1; 0 where it is the whole.</summary>
    public required int Line { get; init; }

    /// <summary>Gets the column, from 1; 0 where it is the whole.</summary>
    public int Column { get; init; }

    /// <summary>Gets the member, as a path such as <c>approvals[0].action</c>; empty where it is the whole.</summary>
    public required string Path { get; init; }

    /// <summary>Gets what is wrong and what to change.</summary>
    public required string Message { get; init; }
}
