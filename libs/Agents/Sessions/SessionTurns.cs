using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Sessions;

/// <summary>What holds for the calls and results of turns.</summary>
public static class SessionTurns
{
    /// <summary>Whether a turn has a call without a result: the agent is still waiting for a tool or a person.</summary>
    public static bool HasPendingCall(SessionTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return Calls(turn).Except(Results(turn), StringComparer.Ordinal).Any();
    }

    /// <summary>Checks that each result has its call in the same turn, before it: a model refuses a conversation in which that is not so.</summary>
    /// <exception cref="InvalidSessionException">Some have not; all are named.</exception>
    public static void Check(IReadOnlyList<SessionTurn> turns)
    {
        ArgumentNullException.ThrowIfNull(turns);
        var mistakes = new List<string>();
        for (var index = 0; index < turns.Count; index++)
        {
            HashSet<string> called = new(StringComparer.Ordinal);
            foreach (var message in turns[index].Messages)
            {
                called.UnionWith(CallsOf(message));
                if (message.Role == "tool" && (message.ToolCallId is null || !called.Contains(message.ToolCallId)))
                {
                    mistakes.Add($"turn {index + 1} has a result of '{message.ToolCallId}' without its call");
                }
            }
        }

        if (mistakes.Count > 0)
        {
            throw new InvalidSessionException($"The session has results without calls: {string.Join("; ", mistakes)}.");
        }
    }

    private static IEnumerable<string> Calls(SessionTurn turn) => turn.Messages.SelectMany(CallsOf);

    private static IEnumerable<string> CallsOf(ChatMessage message) => (message.ToolCalls ?? []).Select(call => call.Id ?? "");

    private static IEnumerable<string> Results(SessionTurn turn) => turn.Messages.Where(message => message.Role == "tool").Select(message => message.ToolCallId ?? "");
}
