using System.Runtime.CompilerServices;
using Switchyard.Inference.Chat;
using Switchyard.Inference.Sampling;
using Switchyard.ToolCalls;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A choice's text cut into reasoning, content and tool calls.</summary>
internal sealed class ChatDeltas(GenerationRun run, ChatOutputParser parser)
{
    private readonly List<TokenLogProbs> _logProbs = [];

    /// <summary>Gets why the answer ended, once it has.</summary>
    public string? FinishReason { get; private set; }

    public async IAsyncEnumerable<ChatDelta> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var delta in run.ReadAsync(cancellationToken))
        {
            _logProbs.AddRange(delta.LogProbs);
            FinishReason = FinishReasons.ToText(delta.FinishReason);
            foreach (var part in parser.Add(delta.Text))
            {
                yield return part;
            }
        }

        foreach (var rest in parser.Finish())
        {
            yield return rest;
        }

        // A call that was cut off by the token limit is text; whole calls before it do not make the answer complete.
        FinishReason = parser.CallCount > 0 && FinishReason == "stop" ? FinishReasons.ToolCalls : FinishReason;
    }

    /// <summary>Gets the tokens read since the last time, calls' included: those that the parser holds come with what it shows next.</summary>
    public IReadOnlyList<TokenLogProbs> TakeLogProbs()
    {
        if (_logProbs.Count == 0)
        {
            return [];
        }

        TokenLogProbs[] taken = [.. _logProbs];
        _logProbs.Clear();
        return taken;
    }
}
