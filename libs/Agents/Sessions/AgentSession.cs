using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Sessions;

/// <summary>A conversation with an agent: whole turns, and a summary that stands for the oldest of them where they have become too long. Immutable; what changes is a new one.</summary>
public sealed record AgentSession
{
    private const int CurrentVersion = 1;

    /// <summary>Gets the version of this shape.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Gets its name.</summary>
    public required string Id { get; init; }

    /// <summary>Gets whose it is.</summary>
    public string User { get => field ?? "local"; init; }

    /// <summary>Gets the agent.</summary>
    public string Agent { get => field ?? ""; init; }

    /// <summary>Gets the agent's system prompt.</summary>
    public string SystemPrompt { get => field ?? ""; init; }

    /// <summary>Gets the names of the agent's tools.</summary>
    public IReadOnlyList<string> Tools { get => field ?? []; init; }

    /// <summary>Gets all turns, oldest first: each from what the user said to the answer, calls with their results.</summary>
    public IReadOnlyList<SessionTurn> Turns { get => field ?? []; init; }

    /// <summary>Gets how many of the oldest turns <see cref="Summary"/> stands for.</summary>
    public int Compacted { get; init; }

    /// <summary>Gets what the model is told in place of those turns.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets what is remembered of the user and the world.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }

    /// <summary>Gets the turns that the model is shown as they were.</summary>
    public IEnumerable<SessionTurn> LiveTurns => Turns.Skip(Compacted);

    /// <summary>The messages that the model is shown, oldest first, without the system prompt: see <see cref="AgentTask.History"/>.</summary>
    public IReadOnlyList<ChatMessage> ToHistory() => [.. LiveTurns.SelectMany(turn => turn.Messages)];

    /// <summary>The system prompt with the summary of what came before <see cref="ToHistory"/>.</summary>
    public string ToSystemPrompt() => WithSummary(SystemPrompt, Summary);

    /// <summary>A system prompt with what stands for the turns before those that the model is shown.</summary>
    public static string WithSummary(string systemPrompt, string? summary) => SessionPrompts.WithSummary(systemPrompt, summary);

    /// <summary>The same with one more turn.</summary>
    public AgentSession Add(SessionTurn turn) => this with { Turns = [.. Turns, turn] };

    /// <summary>The session as JSON; <see cref="Load"/> reads it.</summary>
    public string Save() => JsonSerializer.Serialize(this, SessionJsonContext.Default.AgentSession);

    /// <summary>Reads a session that was saved.</summary>
    /// <exception cref="InvalidSessionException">It is no session, of a version that is not known, or has results without their calls.</exception>
    public static AgentSession Load(string json)
    {
        AgentSession session;
        try
        {
            session = JsonSerializer.Deserialize(json, SessionJsonContext.Default.AgentSession) ?? throw new InvalidSessionException("The session is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidSessionException($"The session cannot be read: {exception.Message}", exception);
        }

        if (session.Version != CurrentVersion)
        {
            throw new InvalidSessionException($"The session is of version {session.Version}; this program reads version {CurrentVersion}.");
        }

        if (session.Compacted < 0 || session.Compacted > session.Turns.Count || (session.Compacted > 0 && session.Summary is null))
        {
            throw new InvalidSessionException($"The session says that a summary stands for {session.Compacted} of its {session.Turns.Count} turns, which cannot be.");
        }

        SessionTurns.Check(session.Turns);
        return session;
    }
}
