using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.Inference.Templates;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Makes tokens of what callers send, and refuses what cannot fit before it is tokenized.</summary>
internal static partial class PromptFactory
{
    public static IReadOnlyList<int>? FromMessages(InferenceModel model, IReadOnlyList<ChatMessage> messages, IReadOnlyList<ToolDefinition>? tools, ILogger logger, out ApiError? error)
    {
        if (model.Chat is not { } chat)
        {
            error = ApiErrors.InvalidValue("model", $"The model '{model.Manifest.Name}' has no chat template; use /v1/completions.");
            return null;
        }

        try
        {
            var text = chat.Render(messages, tools);
            error = CheckSize(model, "messages", text.Length);
            return error is null ? model.Tokenizer.Encode(text, allowSpecial: true) : null;
        }
        catch (TemplateException exception)
        {
            if (!exception.IsRefusal)
            {
                LogTemplateFailed(logger, exception, model.Manifest.Name);
            }

            error = ApiErrors.InvalidValue("messages", exception.IsRefusal ? $"The model's chat template refused the conversation: {exception.Message}" : exception.Message);
            return null;
        }
    }

    /// <summary>Encodes a prompt that is text; it is the caller's whole prompt, so control tokens in it are control tokens.</summary>
    public static IReadOnlyList<int>? FromText(InferenceModel model, string param, string text, out ApiError? error)
    {
        error = CheckSize(model, param, text.Length);
        return error is null ? [.. model.Tokenizer.PrefixIds, .. model.Tokenizer.Encode(text, allowSpecial: true)] : null;
    }

    // Text of n characters has n bytes or more (marks of the guard excepted, three for each character they protect), and no token has more
    // than MaxTokenBytes of them. So text that cannot fit is refused without the work of encoding it.
    private static ApiError? CheckSize(InferenceModel model, string param, long characters)
    {
        var least = characters / (3L * model.Tokenizer.MaxTokenBytes);
        return least > model.ContextLength
            ? ApiErrors.ContextLengthExceeded(param, $"This model's context has {model.ContextLength} tokens. The prompt has at least {least}. Shorten it.")
            : null;
    }

    [LoggerMessage(EventId = EventIds.TemplateFailed, Level = LogLevel.Error, Message = "The chat template of the model '{ModelId}' failed.")]
    private static partial void LogTemplateFailed(ILogger logger, Exception exception, string modelId);
}
