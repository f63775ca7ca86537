namespace Switchyard.Router.Forwarding;

/// <summary>What a caller asks for, and which upstream path it goes to where it is not translated.</summary>
internal enum UpstreamOperation
{
    /// <summary>Chat completions.</summary>
    Chat,

    /// <summary>Anthropic messages.</summary>
    Messages,

    /// <summary>OpenAI responses.</summary>
    Responses,

    /// <summary>Text completions.</summary>
    Completions,

    /// <summary>Embeddings.</summary>
    Embeddings,

    /// <summary>Token ids of a prompt.</summary>
    Tokenize,

    /// <summary>The number of a conversation's tokens.</summary>
    CountTokens,

    /// <summary>The text of a recording.</summary>
    Transcription,

    /// <summary>A text, spoken.</summary>
    Speech,

    /// <summary>Images that a text describes.</summary>
    Images,
}
