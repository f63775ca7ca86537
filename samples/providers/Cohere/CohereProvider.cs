using Switchyard.Dialects;
using Switchyard.ProviderPlugins;
using Switchyard.Providers.Catalog;

namespace Switchyard.Cohere;

/// <summary>Adds Cohere, asked through its own chat API, version 2.</summary>
/// <remarks>Sources: Cohere's API reference, "Chat", "Chat with Streaming", "List Models" and "Errors"; the OpenAPI document in github.com/cohere-ai/cohere-developer-experience.</remarks>
public sealed class CohereProvider : IProviderPlugin
{
    internal const string Name = "Cohere";

    /// <inheritdoc/>
    public KnownProvider Provider { get; } = new("cohere", Name, new Uri("https://api.cohere.com"))
    {
        // The first of each is what Cohere's own clients read.
        ApiKeyVariables = ["CO_API_KEY", "COHERE_API_KEY"],
        AddressVariables = ["CO_API_URL", "COHERE_BASE_URL"],
        RequiresApiKey = true,
        ModelPrefixes = ["command-", "c4ai-aya-"],
    };

    /// <inheritdoc/>
    public UpstreamDialect Dialect { get; } = new()
    {
        Dialect = Dialects.Dialect.Own,
        Name = Name,
        RequestWriter = new CohereRequestWriter(),
        AnswerReader = new CohereAnswerReader(),
        ErrorReader = new CohereErrorReader(),
        CreateEventReader = static context => new CohereEventReader(context),
    };

    /// <inheritdoc/>
    public IModelListReader Models { get; } = new CohereModels();
}
