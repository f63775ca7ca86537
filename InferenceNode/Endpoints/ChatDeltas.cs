using System.Runtime.CompilerServices;
using Switchyard.Inference.Chat;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A generation's text cut into content and tool calls.</summary>
internal sealed class ChatDeltas(GenerationRun run, bool parsesTools)
{
    private readonly ToolCallParser? _parser = parsesTools ? new ToolCallParser() : null;

    /// <summary>Gets why the answer ended, once it has.</summary>
    public string? FinishReason { get; private set; }

    public async IAsyncEnumerable<ChatDelta> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var delta in run.ReadAsync(cancellationToken))
        {
            foreach (var part in Parse(delta.Text))
            {
                yield return part;
            }

            FinishReason = FinishReasons.ToText(delta.FinishReason);
        }

        if (_parser?.Finish() is { } rest)
        {
            yield return rest;
        }

        // A call that was cut off by the token limit is text; whole calls before it do not make the answer complete.
        FinishReason = _parser is { CallCount: > 0 } && FinishReason == "stop" ? FinishReasons.ToolCalls : FinishReason;
    }

    private IEnumerable<ChatDelta> Parse(string text) => _parser?.Add(text) ?? (text.Length > 0 ? [new ChatDelta(text, null)] : []);
}
