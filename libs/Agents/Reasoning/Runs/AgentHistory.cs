using System.Text.Json;
using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Reads what calls took out of their journalled results.</summary>
internal static class AgentHistory
{
    public static AgentHistoryItem Of(HistoryItem item)
    {
        if (item.Result is not { ValueKind: JsonValueKind.Object } result)
        {
            return new AgentHistoryItem(item);
        }

        var figures = result.Deserialize(AgentStateJson.Default.CallFigures)!;
        return new AgentHistoryItem(item)
        {
            Duration = figures.Milliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Model = figures.Model,
            InputTokens = figures.InputTokens,
            OutputTokens = figures.OutputTokens,
            Cost = figures.Cost,
        };
    }
}
