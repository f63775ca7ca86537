using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Inference.Chat;

/// <summary>How a conversation becomes a prompt, beyond its messages.</summary>
public sealed record ChatRenderOptions
{
    /// <summary>Gets the options of a plain request.</summary>
    public static ChatRenderOptions Default { get; } = new();

    /// <summary>Gets the tools offered to the model.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>Gets the documents offered to the model, each a JSON object as the model's template reads it.</summary>
    public IReadOnlyList<JsonElement>? Documents { get; init; }

    /// <summary>Gets whether the prompt ends with the beginning of the assistant's answer. Not served together with <see cref="ContinueFinalMessage"/>.</summary>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>Gets whether the prompt ends with the final message's text, for the model to go on with it.</summary>
    public bool ContinueFinalMessage { get; init; }

    /// <summary>Gets further variables of the template by name (<c>chat_template_kwargs</c>).</summary>
    public IReadOnlyDictionary<string, JsonElement>? TemplateArguments { get; init; }

    /// <summary>Gets the name of one of the model's templates, or a template of the caller's own; null for the model's choice.</summary>
    public string? Template { get; init; }
}
