namespace Switchyard.Dialects.Answers;

/// <summary>Corrects what upstreams say of an end.</summary>
internal static class FinishReasons
{
    /// <summary>Servers that report a plain stop after tool calls mean that they wait for the results.</summary>
    public static AnswerFinish WithCalls(AnswerFinish finish, bool hasCalls) =>
        hasCalls && finish.Reason == FinishReason.Stop ? finish with { Reason = FinishReason.ToolCalls } : finish;
}
