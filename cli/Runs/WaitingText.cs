using System.Text;
using Switchyard.AgentClient;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary>Says what a run waits for, and which command answers it.</summary>
internal static class WaitingText
{
    public static string Of(WaitingRequest request) => About(request) + CommandFor(request);

    /// <summary>Says what it waits for, in whole lines.</summary>
    public static string About(WaitingRequest request)
    {
        var text = new StringBuilder(VisibleText.Of(request.Text)).AppendLine();
        if (WhoAsks(request) is { } who)
        {
            text.AppendLine(who);
        }

        if (request.Tool is { } tool)
        {
            text.AppendLine(VisibleText.Of($"{tool} {request.Arguments}"));
        }

        if (request.ExpiresAt is { } end)
        {
            text.AppendLine($"Until {Moments.At(end)}.");
        }

        if (WaitingOrigin.Of(request) is { } origin)
        {
            text.AppendLine($"({origin})");
        }

        return text.ToString();
    }

    /// <summary>Gets the command that answers <paramref name="request"/>.</summary>
    public static string CommandFor(WaitingRequest request) => request.Kind == WaitingKinds.Uncertain
        ? $"./switchyard runs resolve {request.RunId} '{request.Key}' happened|did_not_happen|end"
        : $"./switchyard runs answer {request.RunId} '{request.Key}' {(request.Choices.Count > 0 ? string.Join('|', request.Choices.Select(Quoted)) : "'…'")}";

    // The run has called the agent that asks.
    private static string? WhoAsks(WaitingRequest request) => request.Member is { } member ? $"{member} asks, which {request.Agent} has called." : null;

    // A choice may be an agent's words, and the line may be copied into a shell.
    private static string Quoted(string choice) => choice.Length > 0 && choice.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        ? choice
        : $"'{VisibleText.Of(choice).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
