using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Sessions;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Sessions;

/// <summary>Checks a conversation that is to be taken in.</summary>
internal static class SessionValidator
{
    private const int MaxTurns = 10_000;
    private const int MaxPrompt = 65_536;
    private const int MaxTexts = 1_000;
    private const int MaxText = 4_000;
    private const int MaxType = 64;

    private static readonly string[] s_roles = ["user", "assistant", "tool"];

    /// <summary>What is wrong; null when nothing is.</summary>
    public static ApiError? Validate(SessionDocument session)
    {
        // What is required must be there, and may yet be null.
        if (session is not { User: not null, Id: not null, Agent: not null, Turns: not null })
        {
            return ApiErrors.MissingParameter("turns", "'user', 'id', 'agent' and 'turns' must not be null.");
        }

        if ((StartRunValidator.ValidateUser(session.User) ?? StartRunValidator.ValidateConversation(session.Id)) is { } wrong)
        {
            return wrong;
        }

        if (session.Turns.Count is 0 or > MaxTurns)
        {
            return ApiErrors.InvalidValue("turns", $"'turns' must have 1 to {MaxTurns} entries.");
        }

        if (session.Summary is null != session.CompactedThrough is null || (session.CompactedThrough is { } through && session.Turns.All(turn => turn.RunId != through)))
        {
            return ApiErrors.InvalidValue("compacted_through", "'summary' and 'compacted_through' belong together, and the latter names a run of one of the turns.");
        }

        return session.Turns.Select(Validate).FirstOrDefault(error => error is not null) ?? CheckCalls(session) ?? (session.Summary is { } summary ? StartRunValidator.CheckText("summary", summary) : null)
            ?? ValidateHolding(session) ?? ValidateTraces(session);
    }

    // What it is held with, and what is remembered of it.
    private static ApiError? ValidateHolding(SessionDocument session)
    {
        if (session.Facts is null != session.FactsThrough is null || (session.FactsThrough is { } through && session.Turns.All(turn => turn.RunId != through)))
        {
            return ApiErrors.InvalidValue("facts_through", "'facts' and 'facts_through' belong together, and the latter names a run of one of the turns.");
        }

        return CheckTexts("facts", session.Facts) ?? CheckTexts("tools", session.Tools)
            ?? (session.SystemPrompt is not { } prompt ? null
                : prompt.Length > MaxPrompt ? ApiErrors.InvalidValue("system_prompt", $"'system_prompt' is longer than {MaxPrompt} characters.")
                : StartRunValidator.CheckText("system_prompt", prompt));
    }

    private static ApiError? CheckTexts(string param, IReadOnlyList<string>? texts) =>
        texts is null ? null
        : texts.Count > MaxTexts || texts.Any(text => text is null || text.Length > MaxText) ? ApiErrors.InvalidValue(param, $"'{param}' must be at most {MaxTexts} texts of at most {MaxText} characters.")
        : texts.Select((text, index) => StartRunValidator.CheckText($"{param}[{index}]", text)).FirstOrDefault(error => error is not null);

    private static ApiError? ValidateTraces(SessionDocument session)
    {
        if (session.Traces is not { } traces)
        {
            return null;
        }

        var runs = session.Turns.Select(turn => turn.RunId).ToHashSet(StringComparer.Ordinal);
        return traces.Any(trace => trace is not { RunId: not null, Events: not null } || !runs.Remove(trace.RunId) || trace.Events.Any(told => told is not { Type.Length: > 0 and <= MaxType } || !SafeText.IsClean(told.Type)))
            ? ApiErrors.InvalidValue("traces", "Each of 'traces' names a run of one of the turns, each only once, and has events with a type.")
            : null;
    }

    private static ApiError? Validate(SessionTurn turn, int index)
    {
        if (turn is not { Messages: not null, RunId: not null } || turn.Messages.Any(message => message is null))
        {
            return ApiErrors.InvalidValue($"turns[{index}].messages", "A turn names its run and has messages, none of which is null.");
        }

        if (turn.At < DateTimeOffset.UnixEpoch)
        {
            return ApiErrors.InvalidValue($"turns[{index}].at", "'at' must be in 1970 or later.");
        }

        if (turn.Messages.Count == 0 || turn.Messages[0].Role != "user")
        {
            return ApiErrors.InvalidValue($"turns[{index}].messages", "A turn begins with a message of the user.");
        }

        for (var at = 0; at < turn.Messages.Count; at++)
        {
            var message = turn.Messages[at];
            if (!s_roles.Contains(message.Role, StringComparer.Ordinal))
            {
                return ApiErrors.InvalidValue($"turns[{index}].messages[{at}].role", $"'role' must be one of {string.Join(", ", s_roles)}.");
            }

            if (message.Content is { } content && StartRunValidator.CheckText($"turns[{index}].messages[{at}].content", content.ToText()) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckCalls(SessionDocument session)
    {
        try
        {
            SessionTurns.Check(session.Turns);
            return session.Turns.Any(SessionTurns.HasPendingCall) ? ApiErrors.InvalidValue("turns", "A turn has a call without a result: only finished turns can be taken in.") : null;
        }
        catch (InvalidSessionException exception)
        {
            return ApiErrors.InvalidValue("turns", exception.Message);
        }
    }
}
