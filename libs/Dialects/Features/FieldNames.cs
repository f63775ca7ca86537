using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Features;

/// <summary>What callers call the members a complaint may be about.</summary>
public static class FieldNames
{
    /// <summary>Gets the member that asks for <paramref name="feature"/>; empty for what is part of a message or a tool, which knows its place.</summary>
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

    /// <summary>Gets the member that holds the form of the answer.</summary>
    public static string ResponseFormat(Dialect caller) => caller switch
    {
        Dialect.Responses => "text.format",
        Dialect.Anthropic => "output_config.format",
        _ => "response_format",
    };

    /// <summary>Gets the member that says how closely <paramref name="image"/> is looked at.</summary>
    public static string ImageDetail(ImagePart image, Dialect caller)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Field + (caller == Dialect.Responses ? ".detail" : ".image_url.detail");
    }

    /// <summary>Gets the member that says how much to think.</summary>
    public static string Reasoning(Dialect caller) => caller switch
    {
        Dialect.Responses => "reasoning",
        Dialect.Anthropic => "thinking",
        _ => "reasoning_effort",
    };

    /// <summary>Gets the member that holds the texts at which to stop.</summary>
    public static string Stop(Dialect caller) => caller == Dialect.Anthropic ? "stop_sequences" : "stop";
}
