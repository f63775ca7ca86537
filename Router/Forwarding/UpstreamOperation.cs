namespace Switchyard.Router.Forwarding;

/// <summary>Which upstream path a request goes to.</summary>
internal enum UpstreamOperation
{
    /// <summary>Chat completions.</summary>
    Chat,

    /// <summary>Text completions.</summary>
    Completions,

    /// <summary>Embeddings.</summary>
    Embeddings,

    /// <summary>Token ids of a prompt.</summary>
    Tokenize,
}
