namespace Switchyard.Router.Tests.Conformance;

/// <summary>A fact that not every provider's API has.</summary>
public enum Lack
{
    /// <summary>It makes no embeddings.</summary>
    Embeddings,

    /// <summary>It takes no members it does not know.</summary>
    UnknownFields,

    /// <summary>A tool call cannot be forced.</summary>
    ForcedTool,

    /// <summary>It does not say how many tokens came from a cache.</summary>
    CachedTokens,

    /// <summary>It does not say how many tokens were thoughts.</summary>
    ReasoningTokens,

    /// <summary>It has no word for a filter that cut in.</summary>
    ContentFilter,

    /// <summary>It cannot be given a schema, and is asked in words.</summary>
    Schemas,
}
