using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Chat;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>POST /tokenize</c> and <c>POST /detokenize</c>: what a prompt costs, and what tokens say.</summary>
internal sealed class TokenizeEndpoints(ModelLookup models, ChatPrompts prompts)
{
    private static readonly HashSet<string> s_unserved = new(StringComparer.Ordinal) { "add_special_tokens", "return_token_strs" };

    public async Task<IResult> TokenizeAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.TokenizeRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var (model, error) = await models.FindGeneratorAsync(context, body.Value.Model);
        error ??= ParameterRules.CheckUnserved(body.Value.Extra, s_unserved);
        var tokens = error is null ? Encode(body.Value, model!, out error) : null;
        return tokens is null
            ? new ApiErrorResult(error!)
            : TypedResults.Json(new TokenizeResponse { Tokens = tokens, Count = tokens.Count, MaxModelLen = model!.ContextLength }, OpenAIJsonContext.Default.TokenizeResponse);
    }

    public async Task<IResult> DetokenizeAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.DetokenizeRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var (model, error) = await models.FindGeneratorAsync(context, body.Value.Model);
        error ??= CheckTokens(body.Value.Tokens, model!);
        return error is not null
            ? new ApiErrorResult(error)
            : TypedResults.Json(new DetokenizeResponse { Prompt = model!.Tokenizer.Decode(body.Value.Tokens!, skipSpecial: false) }, OpenAIJsonContext.Default.DetokenizeResponse);
    }

    private IReadOnlyList<int>? Encode(TokenizeRequest request, InferenceModel model, out ApiError? error)
    {
        if ((request.Prompt is null) == (request.Messages is null))
        {
            error = ApiErrors.InvalidValue("prompt", "Exactly one of 'prompt' and 'messages' must be given.");
            return null;
        }

        if (request.Prompt is { } prompt)
        {
            return PromptFactory.FromText(model, "prompt", prompt, out error);
        }

        error = MessageRules.Check(request.Messages) ?? ToolRules.CheckTools(request.Tools);
        var options = error is null ? TemplateParameters.Read(request.Extra, out error) : ChatRenderOptions.Default;
        return error is null ? prompts.Create(model, request.Messages!, options with { Tools = request.Tools }, out error)?.Tokens : null;
    }

    private static ApiError? CheckTokens(IReadOnlyList<int>? tokens, InferenceModel model)
    {
        if (tokens is null)
        {
            return ApiErrors.MissingParameter("tokens", "'tokens' is missing.");
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] < 0 || tokens[i] >= model.Tokenizer.Count)
            {
                return ApiErrors.InvalidValue($"tokens[{i}]", $"A token must be a whole number from 0 to {model.Tokenizer.Count - 1}.");
            }
        }

        return null;
    }
}
