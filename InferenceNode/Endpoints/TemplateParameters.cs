using System.Text.Json;
using Switchyard.Inference.Chat;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Reads what a request says about its prompt beyond messages and tools: vLLM's members, under its names.</summary>
internal static class TemplateParameters
{
    public const string Template = "chat_template";

    private const string Arguments = "chat_template_kwargs";
    private const string Documents = "documents";
    private const string AddGenerationPrompt = "add_generation_prompt";
    private const string ContinueFinalMessage = "continue_final_message";

    // What the request has members of its own for.
    private static readonly string[] s_reserved = ["messages", "tools", Documents, AddGenerationPrompt];

    /// <summary>Reads the options; without tools, which the request has beside them.</summary>
    public static ChatRenderOptions Read(Dictionary<string, JsonElement>? extra, out ApiError? error)
    {
        var options = ChatRenderOptions.Default;
        error = null;
        foreach (var (name, value) in extra ?? [])
        {
            if (value.ValueKind != JsonValueKind.Null)
            {
                (options, var problem) = Read(name, value, options);
                error ??= problem;
            }
        }

        var addsPrompt = extra?.GetValueOrDefault(AddGenerationPrompt).ValueKind;
        error ??= options.ContinueFinalMessage && addsPrompt == JsonValueKind.True
            ? ApiErrors.InvalidValue(ContinueFinalMessage, $"'{ContinueFinalMessage}' and '{AddGenerationPrompt}' exclude each other.")
            : null;
        return options with { AddGenerationPrompt = options.AddGenerationPrompt && !options.ContinueFinalMessage };
    }

    private static (ChatRenderOptions Options, ApiError? Error) Read(string name, JsonElement value, ChatRenderOptions options) => name switch
    {
        Template when value.ValueKind == JsonValueKind.String => (options with { Template = value.GetString() }, null),
        Template => (options, ApiErrors.InvalidValue(name, $"'{name}' must be a string.")),
        Arguments => ReadArguments(value, options),
        Documents => ReadDocuments(value, options),
        AddGenerationPrompt when IsBoolean(value) => (options with { AddGenerationPrompt = value.GetBoolean() }, null),
        ContinueFinalMessage when IsBoolean(value) => (options with { ContinueFinalMessage = value.GetBoolean() }, null),
        AddGenerationPrompt or ContinueFinalMessage => (options, ApiErrors.InvalidValue(name, $"'{name}' must be true or false.")),
        _ => (options, null),
    };

    private static (ChatRenderOptions Options, ApiError? Error) ReadArguments(JsonElement value, ChatRenderOptions options)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return (options, ApiErrors.InvalidValue(Arguments, $"'{Arguments}' must be an object."));
        }

        return s_reserved.FirstOrDefault(name => value.TryGetProperty(name, out _)) is { } reserved
            ? (options, ApiErrors.InvalidValue($"{Arguments}.{reserved}", $"'{Arguments}' cannot set '{reserved}'; the request has a member of that name."))
            : (options with { TemplateArguments = value.EnumerateObject().ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal) }, null);
    }

    private static (ChatRenderOptions Options, ApiError? Error) ReadDocuments(JsonElement value, ChatRenderOptions options)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return (options, ApiErrors.InvalidValue(Documents, $"'{Documents}' must be an array of objects."));
        }

        var documents = value.EnumerateArray().ToList();
        var wrong = documents.FindIndex(document => document.ValueKind != JsonValueKind.Object);
        return wrong >= 0
            ? (options, ApiErrors.InvalidValue($"{Documents}[{wrong}]", "A document must be an object."))
            : (options with { Documents = documents }, null);
    }

    private static bool IsBoolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
