using System.Text;

namespace Switchyard.Agents.Composition.Supervision;

/// <summary>What a supervisor is asked: the task, who can help, what was done so far, and how to say what is next.</summary>
internal static class SupervisorPrompt
{
    public static string Write(SupervisorState state, IReadOnlyList<IAgent> specialists)
    {
        var text = new StringBuilder(state.Task.Input).Append("\n\nYou lead these specialists:\n");
        foreach (var specialist in specialists)
        {
            text.Append("- ").Append(specialist.Name).Append(": ").Append(specialist.Description).Append('\n');
        }

        foreach (var report in state.Reports)
        {
            text.Append("\n[").Append(report.From).Append(" was asked: ").Append(report.Task).Append("]\n").Append(report.Error ?? report.Output).Append('\n');
        }

        text.Append("""

            Answer with JSON and nothing else: {"delegate": [{"to": "name", "task": "what to do"}]} to have work done, or {"answer": "the answer"} when all is known.
            """);
        return state.Mistake is { } mistake ? text.Append('\n').Append(mistake).ToString() : text.ToString();
    }
}
