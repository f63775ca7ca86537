namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>Finds out that a model repeats itself: it will not stop by itself.</summary>
internal static class LoopDetector
{
    private const int LongestCycle = 5;

    /// <summary>Why the calls of the last answer are not to be made; <see langword="null"/> where they are.</summary>
    /// <param name="state">How far the agent is.</param>
    /// <param name="maxIdenticalCalls">At which occurrence of the very same call it is stopped.</param>
    public static string? Find(AgentState state, int maxIdenticalCalls)
    {
        var turns = Turns(state);
        var last = turns[^1].Calls;
        if (last.FirstOrDefault(call => turns.Sum(turn => turn.Calls.Count(other => other == call)) >= maxIdenticalCalls) is { Name: { } name })
        {
            return $"The model repeated the same call of '{name}' and was stopped.";
        }

        // The last answer's calls are not made before this is known, and have no results to compare: a cycle is found in the turns before them, and they begin it anew.
        return Enumerable.Range(2, LongestCycle - 1).FirstOrDefault(length => IsCycle(turns, length)) is var cycle and > 0
            ? $"The model went round in circles of {cycle} calls with the same results and was stopped."
            : null;
    }

    private static bool IsCycle(IReadOnlyList<Turn> turns, int length)
    {
        var before = turns.Count - 1;
        return before >= 2 * length
            && Enumerable.Range(before - length, length).All(index => turns[index].IsSame(turns[index - length]))
            && turns[^1].Calls.SequenceEqual(turns[before - length].Calls);
    }

    private static List<Turn> Turns(AgentState state)
    {
        List<Turn> turns = [];
        foreach (var message in state.Messages.Skip(state.Given))
        {
            if (message.ToolCalls is { Count: > 0 } calls)
            {
                turns.Add(new Turn([.. calls.Select(call => new Made(call.Function?.Name ?? "", call.Function?.Arguments ?? ""))], []));
            }
            else if (message.Role == "tool" && turns.Count > 0)
            {
                turns[^1].Results.Add(message.Content?.ToText() ?? "");
            }
        }

        return turns;
    }

    private readonly record struct Made(string Name, string Arguments);

    private sealed record Turn(IReadOnlyList<Made> Calls, List<string> Results)
    {
        public bool IsSame(Turn other) => Calls.SequenceEqual(other.Calls) && Results.SequenceEqual(other.Results);
    }
}
