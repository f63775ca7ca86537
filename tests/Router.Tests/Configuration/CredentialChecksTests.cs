using Switchyard.Providers.Catalog;
using Switchyard.Router.Configuration;
using Xunit;

namespace Switchyard.Router.Tests.Configuration;

public sealed class CredentialChecksTests
{
    private const string Path = "Router:Providers:team:";

    [Theory]
    [InlineData("X-Org", "a b")]
    [InlineData("api-key", "sk-1~")]
    [InlineData("Authorization", "Basic dTpw")]
    [InlineData("Cookie", "a=b; c=d")]
    [InlineData("x_odd.!#$%&'*+^`|~", "v")]
    public void Header_ThatMayBeSent_IsTaken(string name, string value) => Assert.Empty(Check(provider => provider.Headers[name] = value));

    [Theory]
    [InlineData("X Org", "a header's name holds letters")]
    [InlineData("X-Örg", "a header's name holds letters")]
    [InlineData("X-Org\r\n", "a header's name holds letters")]
    [InlineData("Connection", "this header is about one connection")]
    [InlineData("transfer-encoding", "this header is about one connection")]
    [InlineData("TE", "this header is about one connection")]
    [InlineData("Host", "the Router sets this header itself")]
    [InlineData("Content-Length", "the Router sets this header itself")]
    [InlineData("content-type", "the Router sets this header itself")]
    [InlineData("Accept-Encoding", "the Router sets this header itself")]
    [InlineData("x-request-id", "the Router sets this header itself")]
    [InlineData("traceparent", "the Router sets this header itself")]
    public void Header_OfAnotherName_IsRefusedWithoutItsValue(string name, string message)
    {
        var error = Assert.Single(Check(provider => provider.Headers[name] = "secret"));

        Assert.StartsWith($"{Path}Headers:{name}: {message}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" secret")]
    [InlineData("secret ")]
    [InlineData("secret\nX: y")]
    [InlineData("secret\n")]
    [InlineData("sécret")]
    public void Header_OfAnotherValue_IsRefusedWithoutIt(string value)
    {
        var error = Assert.Single(Check(provider => provider.Headers["x-org"] = value));

        Assert.Equal($"{Path}Headers:x-org: a header's value holds printable ASCII characters only, without spaces around it.", error);
    }

    [Theory]
    [InlineData("Authorization", null)]
    [InlineData("x-api-key", ProviderApi.Anthropic)]
    [InlineData("X-Goog-Api-Key", ProviderApi.Gemini)]
    public void Header_OfTheKey_IsRefusedBesideAKey(string name, ProviderApi? dialect)
    {
        Assert.Empty(Check(provider => (provider.Dialect, provider.HeaderVariables[name]) = (dialect, "A")));
        Assert.Contains("from the provider's key or token", Assert.Single(Check(provider => (provider.Dialect, provider.ApiKeyVariable, provider.HeaderVariables[name]) = (dialect, "B", "A"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_ThereTwice_IsRefused() => Assert.Equal(
        [$"{Path}HeaderVariables:X-ORG: Headers has this header too; set one of them."],
        Check(provider => (provider.Headers["x-org"], provider.HeaderVariables["X-ORG"]) = ("a", "A")));

    [Theory]
    [InlineData("https://id.example/token", "client", "SECRET", "read write")]
    [InlineData("http://localhost:9/token?tenant=1", "c", "S", null)]
    public void OAuth_ThatIsWhole_IsTaken(string url, string id, string variable, string? scope) =>
        Assert.Empty(Check(provider => provider.OAuth = new OAuthOptions { TokenUrl = url, ClientId = id, ClientSecretVariable = variable, Scope = scope }));

    [Theory]
    [InlineData(null, "c", "S", null, "TokenUrl")]
    [InlineData("http://id.example/token", "c", "S", null, "TokenUrl")]
    [InlineData("https://u@id.example/token", "c", "S", null, "TokenUrl")]
    [InlineData("https://id.example/token#f", "c", "S", null, "TokenUrl")]
    [InlineData("https://id.example/token", null, "S", null, "ClientId")]
    [InlineData("https://id.example/token", "c", "the secret", null, "ClientSecretVariable")]
    [InlineData("https://id.example/token", "c", null, null, "ClientSecretVariable")]
    [InlineData("https://id.example/token", "c", "S", "read  write", "Scope")]
    public void OAuth_ThatIsNot_IsRefusedByName(string? url, string? id, string? variable, string? scope, string member) => Assert.StartsWith(
        $"{Path}OAuth:{member}: ",
        Assert.Single(Check(provider => provider.OAuth = new OAuthOptions { TokenUrl = url, ClientId = id, ClientSecretVariable = variable, Scope = scope })),
        StringComparison.Ordinal);

    private static List<string> Check(Action<ProviderOptions> configure)
    {
        var options = new RouterOptions();
        options.Providers["team"] = new ProviderOptions { BaseUrl = "https://team.example/v1" };
        configure(options.Providers["team"]);
        return [.. CredentialChecks.Check(options, KnownProviders.BuiltIn)];
    }
}
