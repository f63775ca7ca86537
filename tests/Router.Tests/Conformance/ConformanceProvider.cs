namespace Switchyard.Router.Tests.Conformance;

/// <summary>One provider of the catalog as a router is told of it, and what it cannot do.</summary>
/// <param name="Id">The provider.</param>
/// <param name="Settings">What switches it on, given the mock's address.</param>
/// <param name="KeyHeader">Where it gets its key; empty where it has none.</param>
/// <param name="Lacks">The facts it cannot do, which are asserted to be refused or reported.</param>
public sealed record ConformanceProvider(string Id, Func<string, (string Key, string? Value)[]> Settings, string KeyHeader, params Lack[] Lacks)
{
    public const string Key = "sk-conformance";

    /// <summary>Gets all of them. Adding one takes one row.</summary>
    public static IReadOnlyList<ConformanceProvider> All { get; } =
    [
        Cloud("openai", "OPENAI", "/v1"),
        new("anthropic", Variables("ANTHROPIC", ""), "x-api-key", Lack.Embeddings, Lack.UnknownFields, Lack.ReasoningTokens),
        new("gemini", Variables("GEMINI", ""), "x-goog-api-key", Lack.UnknownFields),
        Cloud("groq", "GROQ", "/v1"),
        Cloud("xai", "XAI", "/v1"),
        new("deepseek", Variables("DEEPSEEK", "/v1"), "Authorization", Lack.Schemas),
        Cloud("mistral", "MISTRAL", "/v1"),
        new("ollama", mock => [("OLLAMA_BASE_URL", mock)], ""),
        new("ollama-native", mock => [("Router:Providers:ollama-native:BaseUrl", mock), ("Router:Providers:ollama-native:Dialect", "ollama")], "",
            Lack.UnknownFields, Lack.ForcedTool, Lack.CachedTokens, Lack.ReasoningTokens, Lack.ContentFilter),
        new("lmstudio", mock => [("LMSTUDIO_BASE_URL", mock)], ""),
        new("vllm", mock => [("VLLM_BASE_URL", mock)], ""),
        new("llamacpp", mock => [("LLAMACPP_BASE_URL", mock)], ""),
        new("any", mock => [("Router:Providers:any:BaseUrl", mock), ("Router:Providers:any:ApiKeyVariable", "ANY_KEY"), ("ANY_KEY", Key)], "Authorization"),
        new("local", mock => [("services:inference-0:http:0", mock)], ""),
    ];

    public bool Has(Lack lack) => !Lacks.Contains(lack);

    private static ConformanceProvider Cloud(string id, string variables, string path) => new(id, Variables(variables, path), "Authorization");

    private static Func<string, (string Key, string? Value)[]> Variables(string variables, string path) => mock => [($"{variables}_API_KEY", Key), ($"{variables}_BASE_URL", mock + path)];
}
