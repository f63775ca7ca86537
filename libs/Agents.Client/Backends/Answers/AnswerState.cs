namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>How far an agent came that answers without tools.</summary>
internal sealed record AnswerState : IAnswerState
{
    /// <summary>What was asked.</summary>
    public required AgentTask Task { get; init; }

    public AgentUsage Usage { get; init; } = new();

    public TimeSpan Worked { get; init; }

    public string Backend { get; init; } = "";

    public string Model { get; init; } = "";

    public string? Output { get; init; }

    public string? Error { get; init; }

    /// <summary>Answers that do not keep to the schema, each with what is wrong.</summary>
    public IReadOnlyList<WrongAnswer> Wrong { get; init; } = [];

    public AnswerState Add(ModelReply reply) => this with
    {
        Usage = Usage + reply.Usage,
        Worked = Worked + reply.Latency,
        Backend = reply.Backend,
        Model = reply.Model,
    };
}
