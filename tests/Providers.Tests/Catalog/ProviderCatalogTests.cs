using Switchyard.Providers.Catalog;
using Xunit;

namespace Switchyard.Providers.Tests.Catalog;

public sealed class ProviderCatalogTests
{
    [Fact]
    public void Resolve_EmptyEnvironment_OnlyLooksForOllama()
    {
        var connection = Assert.Single(ProviderCatalog.Resolve(ProviderCatalog.All, _ => null));

        Assert.Equal(("ollama", "http://localhost:11434/v1", true), (connection.Provider.Id, connection.Endpoint.AbsoluteUri, connection.IsProbed));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "openai", "https://api.openai.com/v1")]
    [InlineData("ANTHROPIC_API_KEY", "anthropic", "https://api.anthropic.com/v1")]
    [InlineData("GEMINI_API_KEY", "gemini", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("GOOGLE_API_KEY", "gemini", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("GROQ_API_KEY", "groq", "https://api.groq.com/openai/v1")]
    [InlineData("XAI_API_KEY", "xai", "https://api.x.ai/v1")]
    [InlineData("DEEPSEEK_API_KEY", "deepseek", "https://api.deepseek.com/v1")]
    [InlineData("MISTRAL_API_KEY", "mistral", "https://api.mistral.ai/v1")]
    public void Resolve_ApiKey_SwitchesItsProviderOn(string variable, string id, string endpoint)
    {
        var connection = Assert.Single(ProviderCatalog.Resolve(ProviderCatalog.All, name => name == variable ? " sk-1 " : ""), connection => !connection.IsProbed);

        Assert.Equal((id, endpoint, "sk-1"), (connection.Provider.Id, connection.Endpoint.AbsoluteUri, connection.ApiKey?.Reveal()));
    }

    [Theory]
    [InlineData("LMSTUDIO_BASE_URL", "lmstudio")]
    [InlineData("VLLM_BASE_URL", "vllm")]
    [InlineData("LLAMACPP_BASE_URL", "llamacpp")]
    [InlineData("OLLAMA_BASE_URL", "ollama")]
    [InlineData("OLLAMA_HOST", "ollama")]
    public void Resolve_Address_SwitchesItsProviderOn(string variable, string id)
    {
        var connection = Assert.Single(ProviderCatalog.Resolve(ProviderCatalog.All, name => name == variable ? "http://box:9999" : null), connection => connection.Provider.Id == id);

        Assert.Equal(("http://box:9999/v1", false), (connection.Endpoint.AbsoluteUri, connection.IsProbed));
    }

    [Fact]
    public void Resolve_AddressWithoutKey_LeavesCloudOff() =>
        Assert.DoesNotContain(ProviderCatalog.Resolve(ProviderCatalog.All, name => name == "OPENAI_BASE_URL" ? "http://box" : null), connection => connection.Provider.Id == "openai");

    [Fact]
    public void Connection_Printed_HidesItsKey() =>
        Assert.DoesNotContain("sk-1", string.Join(' ', ProviderCatalog.Resolve(ProviderCatalog.All, _ => "sk-1:80").Select(connection => connection with { Endpoint = new Uri("http://x") })), StringComparison.Ordinal);

    [Fact]
    public void All_Ids_AreUniqueAndUsableInModelStrings() =>
        Assert.Equal(["anthropic", "deepseek", "gemini", "groq", "llamacpp", "lmstudio", "mistral", "ollama", "openai", "vllm", "xai"], ProviderCatalog.All.Select(provider => provider.Id).Order());
}
