using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentClient;

/// <summary>Reads what a person says a call gave of which nobody knew whether it happened.</summary>
public static class ResolveResult
{
    /// <summary>Gets the <see cref="ResolveRequest.Result"/> that goes with an outcome: JSON where the text is such, else the text itself, which may be empty; <see langword="null"/> where the call did not happen.</summary>
    /// <param name="outcome">One of <see cref="ResolveOutcomes"/>.</param>
    /// <param name="text">What the person wrote; <see langword="null"/> for nothing.</param>
    public static JsonElement? Read(string outcome, string? text)
    {
        if (outcome != ResolveOutcomes.Happened)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(string.IsNullOrWhiteSpace(text) ? "\"\"" : text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text, AgentsJsonContext.Default.String);
        }
    }
}
