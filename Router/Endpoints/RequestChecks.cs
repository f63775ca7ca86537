using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Endpoints;

/// <summary>What the Router itself asks of a request. Everything else is the upstream's to judge: it knows what its model can do.</summary>
internal static class RequestChecks
{
    private const int MaxInputs = 2048;

    public static ApiError? Check(ChatCompletionRequest request)
    {
        if (request.Messages is not { Count: > 0 } messages)
        {
            return ApiErrors.MissingParameter("messages", "'messages' must hold at least one message.");
        }

        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i] is not { Role.Length: > 0 })
            {
                return ApiErrors.MissingParameter($"messages[{i}].role", "Every message needs a role: system, developer, user, assistant or tool.");
            }
        }

        return ToolResultRules.Check(messages) ?? ParameterRanges.Check(request) ?? ParameterRanges.CheckLogprobs("top_logprobs", request.TopLogprobs);
    }

    /// <summary>Checks what the dialects' readers leave to whoever answers. Responses may consist of instructions alone.</summary>
    public static ApiError? Check(ModelRequest request) =>
        HasThread(request) ? ApiErrors.UnsupportedParameter("thread", "'thread' asks for a conversation that is kept between requests, and none is kept here; send the whole conversation instead.")
        : request.Messages.Count > 0 || (request.Source == Dialect.Responses && request.Instructions.Any(text => text.Field != "instructions")) ? ToolResultRules.Check(request) ?? ParameterRanges.Check(request)
        : request.Source == Dialect.Responses ? ApiErrors.MissingParameter("input", "'input' must hold a text or at least one item.")
        : ApiErrors.MissingParameter("messages", "'messages' must hold at least one message.");

    public static ApiError? Check(CompletionRequest request) =>
        request.Prompt is null ? ApiErrors.MissingParameter("prompt", "'prompt' must hold the text to complete.")
        : ParameterRanges.Check(request) ?? ParameterRanges.CheckLogprobs("logprobs", request.Logprobs) ?? ParameterRanges.CheckBestOf(request.BestOf);

    public static ApiError? Check(EmbeddingRequest request) => request.Input switch
    {
        null => ApiErrors.MissingParameter("input", "'input' must hold what is embedded: a string, tokens, or an array of them."),
        { ValueKind: JsonValueKind.Array } input when input.GetArrayLength() is 0 => ApiErrors.InvalidValue("input", "'input' must not be empty."),
        { ValueKind: JsonValueKind.Array } input when input.GetArrayLength() > MaxInputs && input[0].ValueKind != JsonValueKind.Number =>
            ApiErrors.InvalidValue("input", $"'input' must have at most {MaxInputs} texts."),
        { ValueKind: JsonValueKind.String } input when input.GetString()!.Length == 0 => ApiErrors.InvalidValue("input", "'input' must not be empty."),
        _ => null,
    };

    public static ApiError? Check(TokenizeRequest request) =>
        request.Prompt is null == request.Messages is null ? ApiErrors.MissingParameter("prompt", "Send exactly one of 'prompt' and 'messages'.") : null;

    // The tool runner of Anthropic's client sends it unless it is told not to, and then only the newest messages: left out, it would change what is asked.
    private static bool HasThread(ModelRequest request) => request.Source == Dialect.Anthropic && request.Extra.Any(member => member.Name == "thread");
}
