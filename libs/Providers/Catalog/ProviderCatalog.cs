namespace Switchyard.Providers.Catalog;

/// <summary>The providers known by name. Others are configured by address.</summary>
public static class ProviderCatalog
{
    /// <summary>Gets all known providers.</summary>
    public static IReadOnlyList<KnownProvider> All { get; } =
    [
        Cloud("openai", "OpenAI", "https://api.openai.com/v1", "OPENAI", "gpt-", "o1", "o3", "o4", "chatgpt-", "whisper-1", "tts-1", "dall-e-"),
        Cloud("anthropic", "Anthropic", "https://api.anthropic.com/v1", "ANTHROPIC", "claude-") with { Api = ProviderApi.Anthropic },
        Cloud("gemini", "Google Gemini", "https://generativelanguage.googleapis.com/v1beta", "GEMINI", "gemini-") with
        {
            Api = ProviderApi.Gemini,
            ApiKeyVariables = ["GEMINI_API_KEY", "GOOGLE_API_KEY"],
            AddressVariables = ["GEMINI_BASE_URL", "GOOGLE_GEMINI_BASE_URL"],
        },
        Cloud("groq", "Groq", "https://api.groq.com/openai/v1", "GROQ"),
        Cloud("xai", "xAI", "https://api.x.ai/v1", "XAI", "grok-"),
        Cloud("deepseek", "DeepSeek", "https://api.deepseek.com/v1", "DEEPSEEK", "deepseek-chat", "deepseek-reasoner"),
        Cloud("mistral", "Mistral", "https://api.mistral.ai/v1", "MISTRAL", "mistral-", "codestral-", "ministral-", "magistral-"),
        new("ollama", "Ollama", new Uri("http://localhost:11434/v1")) { AddressVariables = ["OLLAMA_BASE_URL", "OLLAMA_HOST"], IsProbed = true },
        new("lmstudio", "LM Studio", new Uri("http://localhost:1234/v1")) { AddressVariables = ["LMSTUDIO_BASE_URL"] },
        new("vllm", "vLLM", new Uri("http://localhost:8000/v1")) { AddressVariables = ["VLLM_BASE_URL"], ApiKeyVariables = ["VLLM_API_KEY"] },
        new("llamacpp", "llama.cpp server", new Uri("http://localhost:8080/v1")) { AddressVariables = ["LLAMACPP_BASE_URL"], ApiKeyVariables = ["LLAMACPP_API_KEY"] },
    ];

    /// <summary>Finds those of <paramref name="providers"/> that the environment switches on: by an API key, by an address, or because they are looked for anyway.</summary>
    /// <param name="providers">The known providers, <see cref="All"/> or more.</param>
    /// <param name="variable">Reads an environment variable; empty means unset.</param>
    public static IReadOnlyList<ProviderConnection> Resolve(IEnumerable<KnownProvider> providers, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(providers);
        ArgumentNullException.ThrowIfNull(variable);
        return providers.Select(provider => Resolve(provider, variable)).OfType<ProviderConnection>().ToList();
    }

    /// <summary>Finds the key in the first of <paramref name="variables"/> that holds one.</summary>
    /// <param name="variables">The variables' names, the strongest first.</param>
    /// <param name="variable">Reads an environment variable; empty means unset.</param>
    public static Secret? KeyOf(IEnumerable<string> variables, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables.Select(variable).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim() is { } key ? new Secret(key) : null;
    }

    private static ProviderConnection? Resolve(KnownProvider provider, Func<string, string?> variable)
    {
        var key = KeyOf(provider.ApiKeyVariables, variable);
        var address = provider.AddressVariables.Select(variable).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        var isOn = provider.RequiresApiKey ? key is not null : address is not null || provider.IsProbed;
        return isOn
            ? new ProviderConnection(provider, ProviderAddress.Parse(address, provider.Endpoint), key, IsProbed: address is null && provider.IsProbed)
            : null;
    }

    private static KnownProvider Cloud(string id, string name, string endpoint, string variables, params string[] modelPrefixes) => new(id, name, new Uri(endpoint))
    {
        ApiKeyVariables = [variables + "_API_KEY"],
        AddressVariables = [variables + "_BASE_URL"],
        RequiresApiKey = true,
        ModelPrefixes = modelPrefixes,
    };
}
