using Switchyard.Web.Charts;

namespace Switchyard.Web.Conversations;

/// <summary>The line of numbers under a finished answer.</summary>
internal static class AnswerFigures
{
    public static string Describe(Answer answer)
    {
        var parts = new List<string>();
        if (answer.InputTokens is { } input && answer.OutputTokens is { } output)
        {
            parts.Add($"{DisplayText.Count(input)} + {DisplayText.Count(output)} tokens");
        }

        if (answer.TimeToFirstToken is { } first)
        {
            parts.Add($"first word after {DisplayText.Duration(first)}");
        }

        parts.Add($"{DisplayText.Duration(answer.Duration)} in all");
        if (Speed(answer) is { } speed)
        {
            parts.Add($"{speed:0} tokens/s");
        }

        return string.Join(" · ", parts);
    }

    // Meaningful only for a plain answer: with tool calls in between, most of the time is not generation.
    private static double? Speed(Answer answer)
        => answer is { Steps.Count: 0, OutputTokens: > 1, TimeToFirstToken: { } first, Duration: { } whole } && whole > first
            ? (answer.OutputTokens - 1) / (whole - first).TotalSeconds
            : null;
}
