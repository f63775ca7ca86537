using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Scheduling;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary><c>POST /v1/embeddings</c>: texts or tokens in, vectors out.</summary>
internal sealed class EmbeddingsEndpoint(ModelLookup models)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, OpenAIJsonContext.Default.EmbeddingRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var error = EmbeddingRules.Check(body.Value);
        var (model, missing) = error is null ? await models.FindEmbedderAsync(context, body.Value.Model) : (null, error);
        error = missing ?? EmbeddingRules.CheckDimensions(body.Value, model!);
        var inputs = error is null ? EmbeddingRules.ReadInputs(body.Value, model!, out error) : null;
        return inputs is null ? new ApiErrorResult(error!) : await EmbedAsync(body.Value, model!, inputs, context.RequestAborted);
    }

    private static async Task<IResult> EmbedAsync(EmbeddingRequest request, IEmbedder model, IReadOnlyList<EmbeddingInput> inputs, CancellationToken cancellationToken)
    {
        try
        {
            var limit = request.TruncatePromptTokens is -1 ? model.ContextLength : request.TruncatePromptTokens;
            var result = await model.EmbedAsync(inputs, limit, cancellationToken);
            return TypedResults.Json(Describe(request, model, result), OpenAIJsonContext.Default.EmbeddingResponse);
        }
        catch (InputTooLongException exception)
        {
            var param = inputs.Count == 1 ? "input" : $"input[{exception.Index}]";
            return new ApiErrorResult(ApiErrors.ContextLengthExceeded(param, $"This model takes {exception.Limit} tokens for one input; this one has {exception.Tokens}. Shorten it, or cut it with 'truncate_prompt_tokens': -1."));
        }
        catch (EngineUnavailableException exception)
        {
            return new ApiErrorResult(ApiErrors.Unavailable(exception.Message, TimeSpan.FromSeconds(1)));
        }
    }

    private static EmbeddingResponse Describe(EmbeddingRequest request, IEmbedder model, EmbeddingResult result)
    {
        var dimensions = request.Dimensions ?? model.Dimensions;
        var isBase64 = request.EncodingFormat == "base64";
        return new EmbeddingResponse
        {
            Model = model.Manifest.Name,
            Data = [.. result.Vectors.Select((vector, index) => new EmbeddingData { Index = index, Embedding = new EmbeddingVector(model.Shorten(vector, dimensions), isBase64) })],
            Usage = new EmbeddingUsage { PromptTokens = result.Tokens, TotalTokens = result.Tokens },
        };
    }
}
