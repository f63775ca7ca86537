using System.Reflection;
using System.Text.Json;

namespace Switchyard.Agents.Questions.Tests;

/// <summary>A question and what a right answer holds.</summary>
/// <param name="Text">The question.</param>
/// <param name="Tool">The tool to call; <see langword="null"/> where code is to be written.</param>
/// <param name="Arguments">The arguments to call it with.</param>
/// <param name="Contains">What the answer must contain; <see langword="null"/> where it depends on the day, chance or files.</param>
internal sealed record Question(string Text, string? Tool, JsonElement Arguments, string? Contains)
{
    /// <summary>Reads a file that is built into this assembly.</summary>
    public static IReadOnlyList<Question> Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.Clone().EnumerateArray().Select(Of)];
    }

    private static Question Of(JsonElement json) => new(
        json.GetProperty("question").GetString()!,
        json.TryGetProperty("tool", out var tool) ? tool.GetString() : null,
        json.TryGetProperty("arguments", out var arguments) ? arguments : default,
        json.GetProperty("answer_contains").GetString());
}
