namespace Switchyard.Dialects.Features;

/// <summary>Something a request may say that not every dialect can.</summary>
public enum RequestFeature
{
    /// <summary>Several answers.</summary>
    Count,

    /// <summary>The probabilities of tokens.</summary>
    Logprobs,

    /// <summary>Changes to the likelihood of single tokens.</summary>
    LogitBias,

    /// <summary>The seed of the random choice.</summary>
    Seed,

    /// <summary>The number of tokens to choose from.</summary>
    TopK,

    /// <summary>The least probability of a token.</summary>
    MinP,

    /// <summary>A penalty for tokens by how often they occurred.</summary>
    FrequencyPenalty,

    /// <summary>A penalty for tokens that occurred.</summary>
    PresencePenalty,

    /// <summary>A factor for tokens that occurred.</summary>
    RepetitionPenalty,

    /// <summary>The end user's id.</summary>
    User,

    /// <summary>The caller's labels.</summary>
    Metadata,

    /// <summary>Where a prompt may be cached.</summary>
    CacheControl,

    /// <summary>How closely an image is looked at.</summary>
    ImageDetail,

    /// <summary>A participant's name.</summary>
    ParticipantName,

    /// <summary>At most one call in an answer.</summary>
    SerialToolCalls,

    /// <summary>A call that must be made.</summary>
    ForcedToolCall,

    /// <summary>Arguments that follow their schema to the letter.</summary>
    StrictTool,

    /// <summary>Any JSON object as the answer.</summary>
    JsonObjectFormat,

    /// <summary>JSON after a schema as the answer.</summary>
    JsonSchemaFormat,

    /// <summary>An image behind a URL.</summary>
    ImageUrl,

    /// <summary>Spoken input.</summary>
    Audio,

    /// <summary>A PDF in the request.</summary>
    PdfDocument,

    /// <summary>A document behind a URL.</summary>
    DocumentUrl,

    /// <summary>That a call failed.</summary>
    ToolResultError,
}
