namespace Switchyard.Dialects.Features;

/// <summary>Something a request may say that not every dialect can.</summary>
internal enum RequestFeature
{
    Count,
    Logprobs,
    LogitBias,
    Seed,
    TopK,
    MinP,
    FrequencyPenalty,
    PresencePenalty,
    RepetitionPenalty,
    User,
    Metadata,
    CacheControl,
    ImageDetail,
    ParticipantName,
    SerialToolCalls,
    ForcedToolCall,
    StrictTool,
    JsonObjectFormat,
    JsonSchemaFormat,
    ImageUrl,
    Audio,
    PdfDocument,
    DocumentUrl,
    ToolResultError,
}
