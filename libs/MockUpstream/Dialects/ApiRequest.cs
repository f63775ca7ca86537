using System.Text.Json;

namespace Switchyard.MockUpstream.Dialects;

/// <summary>What a request of any dialect asks for.</summary>
internal sealed record ApiRequest
{
    /// <summary>Gets the model as asked for, scenario names included; an operation about no model has an empty one.</summary>
    public required string Model { get; init; }

    public bool Stream { get; init; }

    /// <summary>Gets a value indicating whether a stream tells its usage; only OpenAI's dialect asks.</summary>
    public bool IncludeUsage { get; init; } = true;

    public int Choices { get; init; } = 1;

    /// <summary>Gets the limit of tokens; 0 is none.</summary>
    public int MaxTokens { get; init; }

    /// <summary>Gets a value indicating whether reasoning is to be shown.</summary>
    public bool ShowReasoning { get; init; }

    public IReadOnlyList<ToolOffer> Tools { get; init; } = [];

    /// <summary>Gets a value indicating whether a tool must be called.</summary>
    public bool ToolForced { get; init; }

    /// <summary>Gets the one tool that must be called.</summary>
    public string? ToolNamed { get; init; }

    /// <summary>Gets the schema of a structured answer; undefined when none is asked for.</summary>
    public JsonElement Schema { get; init; }

    /// <summary>Gets a value indicating whether the answer is to be a JSON object of any kind.</summary>
    public bool Json { get; init; }

    public int InputTokens { get; init; }

    /// <summary>Gets the texts to embed.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Gets the length of vectors asked for; 0 leaves it to the server.</summary>
    public int Dimensions { get; init; }

    /// <summary>Gets a value indicating whether vectors are wanted as base64.</summary>
    public bool Base64 { get; init; }

    /// <summary>Gets the form in which sound, its text or an image is wanted; empty where there is one only.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>Gets the models the server lists.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Gets a value indicating whether the answer follows from the numbers above alone, so that it can be kept and sent again.</summary>
    public bool IsPlain => Tools.Count == 0 && Schema.ValueKind == JsonValueKind.Undefined && !Json && Inputs.Count == 0 && Format.Length == 0;
}
