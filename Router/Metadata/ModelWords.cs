namespace Switchyard.Router.Metadata;

/// <summary>The words that say what models can do.</summary>
internal static class ModelWords
{
    public static IReadOnlyList<string> Capabilities { get; } = ["chat", "completion", "embeddings", "tools", "vision", "json_schema", "reasoning", "audio"];

    public static IReadOnlyList<string> Inputs { get; } = ["text", "image", "audio", "video", "file"];

    public static IReadOnlyList<string> Outputs { get; } = ["text", "image", "audio", "embedding"];
}
