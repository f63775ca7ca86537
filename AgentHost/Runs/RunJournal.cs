using System.Text.Json;
using Switchyard.AgentHost.Conversations;
using Switchyard.Agents.Events;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Runs;

/// <summary>Turns what the agent does into the run's events and the conversation's messages. Used by one run's worker only.</summary>
internal sealed class RunJournal(LiveRun run, TimeProvider time)
{
    private readonly List<MessageRow> _messages = [];
    private readonly List<ToolCall> _calls = [];
    private readonly List<MessageRow> _results = [];
    private string _thought = string.Empty;

    public int ToolCalls { get; private set; }

    public string? Output { get; private set; }

    public FinishedEvent? Finished { get; private set; }

    public IReadOnlyList<MessageRow> Messages => _messages;

    /// <summary>The event to send for what the agent did; null when it says something only to the journal.</summary>
    public RunEvent? Note(AgentEvent happened)
    {
        switch (happened)
        {
            case TokenEvent token:
                return Create(RunEventTypes.Token) with { Text = SafeText.Clean(token.Text) };
            case ThoughtEvent thought:
                CloseStep();
                _thought = SafeText.Clean(thought.Text);
                return Create(RunEventTypes.Thought) with { Text = _thought };
            case ToolCallEvent call:
                return NoteCall(call);
            case ToolResultEvent result:
                return NoteResult(result);
            case MessageEvent message:
                CloseStep();
                Output = SafeText.Clean(message.Text);
                _messages.Add(MessageRow.From(new ChatMessage { Role = "assistant", Content = Output }));
                return Create(RunEventTypes.Message) with { Text = Output };
            default:
                Finished = (FinishedEvent)happened;
                return null;
        }
    }

    /// <summary>A new event with the next number.</summary>
    public RunEvent Create(string type) => new() { RunId = run.Start.Id, Sequence = run.NextSequence(), Type = type, Timestamp = time.GetUtcNow() };

    private RunEvent NoteCall(ToolCallEvent call)
    {
        // A call after a result belongs to the model's next answer.
        if (_results.Count > 0 && _results.Count == _calls.Count)
        {
            CloseStep();
        }

        ToolCalls++;
        var arguments = call.Arguments is { } given ? SafeText.Clean(given) : (JsonElement?)null;
        var name = SafeText.Clean(call.Name);
        _calls.Add(new ToolCall { Id = call.CallId, Type = "function", Function = new FunctionCall { Name = name, Arguments = arguments?.GetRawText() ?? "{}" } });
        return Create(RunEventTypes.ToolCall) with { CallId = call.CallId, Name = name, Arguments = arguments };
    }

    private RunEvent NoteResult(ToolResultEvent result)
    {
        var output = SafeText.Clean(result.Result.Output);
        _results.Add(MessageRow.From(new ChatMessage { Role = "tool", Content = output, ToolCallId = result.CallId }));
        return Create(RunEventTypes.ToolResult) with
        {
            CallId = result.CallId,
            Name = SafeText.Clean(result.Name),
            Output = output,
            Error = result.Result.ErrorMessage is { } error ? SafeText.Clean(error) : null,
            DurationMs = Math.Round(result.Duration.TotalMilliseconds, 3),
        };
    }

    private void CloseStep()
    {
        if (_calls.Count > 0)
        {
            _messages.Add(MessageRow.From(new ChatMessage { Role = "assistant", Content = _thought, ToolCalls = [.. _calls] }));
            _messages.AddRange(_results);
        }

        _thought = string.Empty;
        _calls.Clear();
        _results.Clear();
    }
}
