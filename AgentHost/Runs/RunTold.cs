using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>What readers of a run were told of calls, results and texts. Used by one thread at a time.</summary>
internal sealed class RunTold
{
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _results = new(StringComparer.Ordinal);
    private string? _lastThought;
    private string? _message;
    private bool _isOverBudget;

    public RunTold(IReadOnlyList<RunEvent> recorded)
    {
        foreach (var runEvent in recorded)
        {
            switch (runEvent.Type)
            {
                case RunEventTypes.ToolCall:
                    _calls.Add(runEvent.CallId!);
                    break;
                case RunEventTypes.ToolResult:
                    _results[runEvent.CallId!] = runEvent.Output;
                    break;
                case RunEventTypes.Thought:
                    _lastThought = runEvent.Text;
                    break;
                case RunEventTypes.Message:
                    _message = runEvent.Text;
                    break;
                case RunEventTypes.Budget:
                    _isOverBudget = true;
                    break;
            }
        }
    }

    public bool IsNewCall(string callId) => _calls.Add(callId);

    /// <summary>A call that was made again may have another result, which takes the place of the first.</summary>
    public bool IsNewResult(string callId, string output)
    {
        if (_results.TryGetValue(callId, out var before) && before == output)
        {
            return false;
        }

        _results[callId] = output;
        return true;
    }

    /// <summary>Only the last thought may come again, as the first of whoever goes on; an agent may well think the same twice.</summary>
    public bool IsNewThought(string text)
    {
        var isNew = _lastThought != text;
        _lastThought = null;
        return isNew;
    }

    /// <summary>A run ends with the first limit it reaches.</summary>
    public bool IsNewExcess()
    {
        var isNew = !_isOverBudget;
        _isOverBudget = true;
        return isNew;
    }

    /// <summary>A run has one answer, which the agent tells and the record needs.</summary>
    public bool IsNewMessage(string text)
    {
        var isNew = _message != text;
        _message = text;
        return isNew;
    }
}
