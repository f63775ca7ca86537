namespace Switchyard.MockUpstream.Pipeline;

/// <summary>What a plain request's rendition follows from, beside its scenario.</summary>
internal readonly record struct RenditionKey(
    Dialects.Operation Operation,
    string Model,
    bool Stream,
    bool IncludeUsage,
    bool ShowReasoning,
    int Choices,
    int MaxTokens,
    int InputTokens,
    ulong Faults);
