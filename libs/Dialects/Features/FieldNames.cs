namespace Switchyard.Dialects.Features;

/// <summary>What callers call the members a complaint may be about.</summary>
internal static class FieldNames
{
    public static string Of(RequestFeature feature, Dialect caller) => feature switch
    {
        RequestFeature.Count => "n",
        RequestFeature.Logprobs => caller == Dialect.Responses ? "top_logprobs" : "logprobs",
        RequestFeature.LogitBias => "logit_bias",
        RequestFeature.Seed => "seed",
        RequestFeature.TopK => "top_k",
        RequestFeature.MinP => "min_p",
        RequestFeature.FrequencyPenalty => "frequency_penalty",
        RequestFeature.PresencePenalty => "presence_penalty",
        RequestFeature.RepetitionPenalty => "repetition_penalty",
        RequestFeature.User => caller == Dialect.Anthropic ? "metadata.user_id" : "user",
        RequestFeature.Metadata => "metadata",
        RequestFeature.SerialToolCalls => caller == Dialect.Anthropic ? "tool_choice.disable_parallel_tool_use" : "parallel_tool_calls",
        RequestFeature.ForcedToolCall => "tool_choice",
        RequestFeature.JsonObjectFormat or RequestFeature.JsonSchemaFormat => ResponseFormat(caller),
        _ => string.Empty,
    };

    public static string ResponseFormat(Dialect caller) => caller switch
    {
        Dialect.Responses => "text.format",
        Dialect.Anthropic => "output_config.format",
        _ => "response_format",
    };

    public static string Reasoning(Dialect caller) => caller switch
    {
        Dialect.Responses => "reasoning",
        Dialect.Anthropic => "thinking",
        _ => "reasoning_effort",
    };
}
