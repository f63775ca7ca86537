using System.Text.Json;
using Switchyard.Agents.Reasoning;
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

    /// <summary>Begins a session with an agent, with its system prompt and its tools.</summary>
    /// <param name="id">The session's name.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="user">Whose it is.</param>
    public static AgentSession Begin(string id, GraphAgent agent, string user = "local")
    {
        ArgumentNullException.ThrowIfNull(agent);
        return new AgentSession { Id = id, User = user, Agent = agent.Name, SystemPrompt = agent.Definition.SystemPrompt, Tools = agent.Definition.Tools };
    }

    /// <summary>Runs an agent in this session: it has the conversation so far, and the session its answer.</summary>
    /// <param name="agent">The agent. One with a definition has the session's system prompt, with the summary, and its tools; any other one the conversation alone.</param>
    /// <param name="input">The question or order.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    public Task<SessionRun> RunAsync(IAgent agent, string input, CancellationToken cancellationToken = default) => RunAsync(agent, new AgentTask(input), TimeProvider.System, cancellationToken);

    /// <summary>Runs an agent in this session.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="task">What is asked; the conversation and whose it is are the session's. The same task again goes on with its run.</param>
    /// <param name="time">The clock of the turn.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    public async Task<SessionRun> RunAsync(IAgent agent, AgentTask task, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(time);
        var began = time.GetUtcNow();
        var held = agent is GraphAgent graph ? HeldBy(graph) : agent;
        var result = await held.RunAsync(task with { User = User, History = ToHistory() }, cancellationToken).ConfigureAwait(false);
        if (!result.IsSuccess || result.Output is null)
        {
            return new SessionRun(this, result);
        }

        var said = held is GraphAgent whole ? await ReadAsync(whole, task, cancellationToken).ConfigureAwait(false) : [UserSays(task.Input)];
        return new SessionRun(Add(new SessionTurn { RunId = result.RunId.ToString(), At = began, Messages = Answered(said, result.Output) }), result);
    }

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

    private static async Task<IReadOnlyList<ChatMessage>> ReadAsync(GraphAgent agent, AgentTask task, CancellationToken cancellationToken)
    {
        var state = await agent.ReadStateAsync(task.RunId, null, cancellationToken).ConfigureAwait(false);
        return [.. state.Messages.Skip(state.Given - 1)];
    }

    // Where a kind of agent makes its answer out of several, the conversation gets the answer as well.
    private static IReadOnlyList<ChatMessage> Answered(IReadOnlyList<ChatMessage> said, string output) =>
        said[^1] is { Role: "assistant", ToolCalls: null, Content: { } last } && last.ToText() == output ? said : [.. said, new ChatMessage { Role = "assistant", Content = output }];

    private static ChatMessage UserSays(string input) => new() { Role = "user", Content = input };

    private GraphAgent HeldBy(GraphAgent agent)
    {
        var own = agent.Definition;
        var held = own with
        {
            SystemPrompt = WithSummary(SystemPrompt.Length > 0 ? SystemPrompt : own.SystemPrompt, Summary),
            Tools = Tools.Count > 0 ? Tools : own.Tools,
        };
        return held == own ? agent : agent.With(held);
    }
}
