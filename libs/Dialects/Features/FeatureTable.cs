using static Switchyard.Dialects.Features.FeatureRule;

namespace Switchyard.Dialects.Features;

/// <summary>The one place that says what is refused, what is dropped with a report, and what gets through. The README shows the same table.</summary>
internal static class FeatureTable
{
    public static FeatureRow Row(RequestFeature feature) => feature switch
    {
        //                                        Chat      Anthropic Gemini    Ollama
        RequestFeature.Count => /*             */ new(Refused, Refused, Refused, Refused),
        RequestFeature.Logprobs => /*          */ new(Refused, Refused, Refused, Refused),
        RequestFeature.LogitBias => /*         */ new(Native, Refused, Refused, Refused),
        RequestFeature.Seed => /*              */ new(Native, Dropped, Native, Native),
        RequestFeature.TopK => /*              */ new(Extended, Native, Native, Native),
        RequestFeature.MinP => /*              */ new(Extended, Dropped, Dropped, Native),
        RequestFeature.FrequencyPenalty => /*  */ new(Native, Dropped, Native, Native),
        RequestFeature.PresencePenalty => /*   */ new(Native, Dropped, Native, Native),
        RequestFeature.RepetitionPenalty => /* */ new(Extended, Dropped, Dropped, Native),
        RequestFeature.User => /*              */ new(Native, Native, Dropped, Dropped),
        RequestFeature.Metadata => /*          */ new(Native, Dropped, Dropped, Dropped),
        RequestFeature.CacheControl => /*      */ new(Dropped, Native, Dropped, Dropped),
        RequestFeature.ImageDetail => /*       */ new(Native, Dropped, Dropped, Dropped),
        RequestFeature.ParticipantName => /*   */ new(Native, Dropped, Dropped, Dropped),
        RequestFeature.SerialToolCalls => /*   */ new(Native, Native, Dropped, Dropped),
        RequestFeature.ForcedToolCall => /*    */ new(Native, Native, Native, Refused),
        RequestFeature.StrictTool => /*        */ new(Native, Native, Dropped, Dropped),
        RequestFeature.JsonObjectFormat => /*  */ new(Native, Refused, Native, Native),
        RequestFeature.JsonSchemaFormat => /*  */ new(Native, Native, Native, Native),
        RequestFeature.ImageUrl => /*          */ new(Native, Native, Refused, Refused),
        RequestFeature.Audio => /*             */ new(Native, Refused, Native, Refused),
        RequestFeature.PdfDocument => /*       */ new(Native, Native, Native, Refused),
        RequestFeature.DocumentUrl => /*       */ new(Refused, Native, Refused, Refused),
        RequestFeature.ToolResultError => /*   */ new(Dropped, Native, Native, Dropped),
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "The table lacks this feature."),
    };
}
