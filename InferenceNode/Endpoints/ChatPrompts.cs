using Microsoft.Extensions.Options;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Chat;
using Switchyard.Inference.Models;
using Switchyard.Inference.Templates;
using Switchyard.InferenceNode.Models;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Makes prompts of conversations with the model's chat template, or the request's own where such are trusted.</summary>
internal sealed partial class ChatPrompts(IOptions<ModelsOptions> options, ILogger<ChatPrompts> logger)
{
    public ChatPrompt? Create(InferenceModel model, IReadOnlyList<ChatMessage> messages, ChatRenderOptions render, out ApiError? error)
    {
        if (model.Chat is not { } chat)
        {
            error = ApiErrors.InvalidValue("model", $"The model '{model.Manifest.Name}' has no chat template; use /v1/completions.");
            return null;
        }

        error = Check(chat, messages, render);
        return error is null ? Render(model, chat, messages, render, out error) : null;
    }

    private ApiError? Check(ChatPromptBuilder chat, IReadOnlyList<ChatMessage> messages, ChatRenderOptions render)
    {
        if (IsOwn(chat, render) && !options.Value.TrustRequestChatTemplate)
        {
            return ApiErrors.InvalidValue(TemplateParameters.Template, "A request's own chat template is a program and is not run unless the setting Models:TrustRequestChatTemplate is true. The names of the model's templates are served.");
        }

        if (render.Documents is { Count: > 0 } && !chat.TakesDocuments && !IsOwn(chat, render))
        {
            return ApiErrors.InvalidValue("documents", "The model's chat template takes no documents.");
        }

        return render.ContinueFinalMessage && messages[^1] is not { Role: "assistant", ToolCalls: null or [] }
            ? ApiErrors.InvalidValue("continue_final_message", "The final message, which the model is to continue, must be the assistant's text.")
            : null;
    }

    private ChatPrompt? Render(InferenceModel model, ChatPromptBuilder chat, IReadOnlyList<ChatMessage> messages, ChatRenderOptions render, out ApiError? error)
    {
        try
        {
            var text = chat.Render(messages, render);
            error = PromptFactory.CheckSize(model, "messages", text.Length);
            return error is null ? new ChatPrompt(model.Tokenizer.Encode(text, allowSpecial: true), BeginsInReasoning(chat, messages, render, text)) : null;
        }
        catch (TemplateException exception)
        {
            error = Describe(exception, model, IsOwn(chat, render));
            return null;
        }
    }

    private static bool IsOwn(ChatPromptBuilder chat, ChatRenderOptions render) => render.Template is { } template && !chat.HasTemplate(template);

    // A message that is continued may have begun to reason, which only its own text can tell: other messages may speak of the tags.
    private static bool BeginsInReasoning(ChatPromptBuilder chat, IReadOnlyList<ChatMessage> messages, ChatRenderOptions render, string prompt)
    {
        if (!chat.WritesReasoning)
        {
            return false;
        }

        return render.ContinueFinalMessage ? ReasoningParser.EndsInside(messages[^1].Content!.ToText()) : ReasoningParser.BeginsInside(prompt);
    }

    // The caller's own template is the caller's to mend.
    private ApiError Describe(TemplateException exception, InferenceModel model, bool isOwn)
    {
        if (isOwn)
        {
            return ApiErrors.InvalidValue(TemplateParameters.Template, exception.Message);
        }

        if (!exception.IsRefusal)
        {
            LogTemplateFailed(exception, model.Manifest.Name);
        }

        return ApiErrors.InvalidValue("messages", exception.IsRefusal ? $"The model's chat template refused the conversation: {exception.Message}" : exception.Message);
    }

    [LoggerMessage(EventId = EventIds.TemplateFailed, Level = LogLevel.Error, Message = "The chat template of the model '{ModelId}' failed.")]
    private partial void LogTemplateFailed(Exception exception, string modelId);
}
