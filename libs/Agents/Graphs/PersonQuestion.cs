using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Graphs;

/// <summary>What a person is asked. A question that is put again must be the same, apart from when.</summary>
/// <param name="Text">The question.</param>
public sealed record PersonQuestion(string Text)
{
    /// <summary>Gets what is asked for: <see cref="PersonRequestKind.Question"/> or <see cref="PersonRequestKind.Approval"/>.</summary>
    public PersonRequestKind Kind { get; init; } = PersonRequestKind.Question;

    /// <summary>Gets the answers to choose from; empty where any text is one.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets the tool whose call is to be approved.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets the arguments of that call, as JSON.</summary>
    public string? Arguments { get; init; }

    /// <summary>Gets how long a person may think, from when the question was journalled; <see langword="null"/> for ever.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>Gets the answer that holds when the time is over; <see langword="null"/> where the question then goes on waiting.</summary>
    public string? ExpiredAnswer { get; init; }

    /// <summary>Gets after which time of waiting the question is passed on to <see cref="EscalateTo"/> as well.</summary>
    public TimeSpan? EscalateAfter { get; init; }

    /// <summary>Gets the user, beside the run's own, who is asked then.</summary>
    public string? EscalateTo { get; init; }
}
