using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.Agents;

namespace Switchyard.Agents.Sessions;

/// <summary>Says what a session came to: a summary, the facts worth keeping, and how well the agent did. Safe for concurrent use.</summary>
/// <param name="client">The model that reads.</param>
/// <param name="model">The model string; <see langword="null"/> leaves the choice to the chat client.</param>
public sealed class SessionAnalyst(IChatClient client, string? model)
{
    private const int MaxPromptLength = 24_000;
    private const int MaxAttempts = 2;
    private const int MaxFacts = 100;

    /// <summary>Summarises the whole session.</summary>
    /// <exception cref="SessionModelException">The model gave nothing.</exception>
    public async Task<string> SummarizeAsync(AgentSession session, CancellationToken cancellationToken = default)
    {
        string? summary = null;
        foreach (var part in Read(session))
        {
            summary = await SessionModel.AskAsync(client, model, SessionPrompts.Summarise, SessionPrompts.ToSummarise(summary, part), cancellationToken).ConfigureAwait(false);
        }

        return summary!;
    }

    /// <summary>Lists what was said of the user and the world that will hold later, one sentence each.</summary>
    /// <exception cref="SessionModelException">The model gave nothing.</exception>
    public async Task<IReadOnlyList<string>> ListFactsAsync(AgentSession session, CancellationToken cancellationToken = default)
    {
        List<string> facts = [];
        foreach (var part in Read(session))
        {
            var answer = await SessionModel.AskAsync(client, model, SessionPrompts.ListFacts, part, cancellationToken).ConfigureAwait(false);
            facts.AddRange(answer.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal)).Select(line => line[2..].Trim()));
        }

        return [.. facts.Where(fact => fact.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxFacts)];
    }

    /// <summary>Judges how well the agent served the user, by the newest part of the session that a model reads at once.</summary>
    /// <exception cref="SessionModelException">The model did not give a judgement of the form that was asked for, nor when it was told what was wrong.</exception>
    public async Task<SessionAssessment> AssessAsync(AgentSession session, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> messages = [new(ChatRole.System, SessionPrompts.Assess), new(ChatRole.User, Read(session)[^1])];
        var options = new ChatOptions { ModelId = model, Temperature = 0, ResponseFormat = ChatResponseFormat.ForJsonSchema(SessionPrompts.AssessmentSchema, "assessment") };
        for (var attempt = 1; ; attempt++)
        {
            var answer = await SessionModel.AskAsync(client, messages, options, cancellationToken).ConfigureAwait(false);
            if (TryRead(answer, out var wrong) is { } assessment)
            {
                return assessment;
            }

            if (attempt == MaxAttempts)
            {
                throw new SessionModelException($"The model gave no assessment: {wrong}");
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, answer));
            messages.Add(new ChatMessage(ChatRole.User, $"That cannot be read: {wrong} Answer with the JSON object alone."));
        }
    }

    private static IReadOnlyList<string> Read(AgentSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return SessionTranscript.Write(session.Turns, MaxPromptLength) is { Count: > 0 } parts ? parts : throw new SessionModelException("The session has no turns.");
    }

    // Models that do not know about formats put words or fences around the object.
    private static SessionAssessment? TryRead(string answer, out string wrong)
    {
        var (first, last) = (answer.IndexOf('{'), answer.LastIndexOf('}'));
        if (first < 0 || last < first)
        {
            wrong = "there is no JSON object.";
            return null;
        }

        try
        {
            var assessment = JsonSerializer.Deserialize(answer.AsSpan(first, last - first + 1), SessionJsonContext.Default.SessionAssessment);
            wrong = "'score' must be from 1 to 5.";
            return assessment is { Score: >= 1 and <= 5 } ? assessment : null;
        }
        catch (JsonException exception)
        {
            wrong = exception.Message;
            return null;
        }
    }
}
