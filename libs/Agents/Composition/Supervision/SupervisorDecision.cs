using System.Text.Json;

namespace Switchyard.Agents.Composition.Supervision;

/// <summary>What a supervisor wants: an answer given, or work done.</summary>
internal sealed record SupervisorDecision
{
    public string? Answer { get; init; }

    public IReadOnlyList<Delegation>? Delegate { get; init; }

    /// <summary>Reads what a supervisor said: the JSON object in it, or, where there is none, an answer.</summary>
    /// <param name="text">What it said.</param>
    /// <param name="mistake">What is wrong with it, for the supervisor to read; <see langword="null"/> where nothing is.</param>
    public static SupervisorDecision Read(string text, out string? mistake)
    {
        mistake = null;
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (start < 0 || end < start)
        {
            return new SupervisorDecision { Answer = text };
        }

        try
        {
            return JsonSerializer.Deserialize(text.AsSpan(start, end - start + 1), CompositionJson.Default.SupervisorDecision)!;
        }
        catch (JsonException exception)
        {
            mistake = $"That was not the JSON that was asked for: {exception.Message}";
            return new SupervisorDecision();
        }
    }
}
