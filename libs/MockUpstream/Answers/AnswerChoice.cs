using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Answers;

/// <summary>One of the answers to a request, in no dialect yet.</summary>
internal sealed record AnswerChoice(IReadOnlyList<string> Reasoning, IReadOnlyList<string> Text, IReadOnlyList<AnswerToolCall> ToolCalls, Finish Finish)
{
    public string WholeText { get; } = string.Concat(Text);

    public string WholeReasoning { get; } = string.Concat(Reasoning);
}
