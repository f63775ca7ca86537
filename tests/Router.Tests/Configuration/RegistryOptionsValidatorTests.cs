using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Xunit;

namespace Switchyard.Router.Tests.Configuration;

public sealed class RegistryOptionsValidatorTests
{
    [Fact]
    public void Validate_SeveralErrors_ReportsEachWithItsKey()
    {
        var options = new RouterOptions { Forwarding = { StreamIdleTimeout = TimeSpan.FromMinutes(6) } };
        options.Providers["Bad Id"] = new ProviderOptions { BaseUrl = "http://x" };
        options.Providers["both"] = new ProviderOptions { BaseUrl = "http://x", Service = "y" };
        options.Providers["neither"] = new ProviderOptions();
        options.Providers["ftp"] = new ProviderOptions { BaseUrl = "ftp://x" };
        options.Providers["userinfo"] = new ProviderOptions { BaseUrl = "http://a:b@x" };
        options.Providers["key"] = new ProviderOptions { BaseUrl = "http://x", ApiKeyVariable = "sk-my-key" };
        options.Aliases["fast"] = "quick";
        options.Aliases["quick"] = "local/pocket";
        options.Routes["a/b"] = new RouteOptions();
        options.Routes["c/d"] = new RouteOptions { Fallbacks = { "c/d", " " } };

        options.Providers["places"] = new ProviderOptions { BaseUrl = "http://x", Endpoints = { new ProviderEndpointOptions { BaseUrl = "http://y" } } };
        options.Providers["replicas"] = new ProviderOptions
        {
            Balancing = "fastest",
            Endpoints = { new ProviderEndpointOptions { BaseUrl = "http://x", Name = "x" }, new ProviderEndpointOptions { BaseUrl = "y", Name = "x", Weight = 0 } },
        };
        options.Routes["e/f"] = new RouteOptions { Balancing = "session" };
        options.Routes["g/h"] = new RouteOptions { Balancing = "Session" };
        options.Balancing.Policy = "";

        var errors = new RegistryOptionsValidator(KnownProviders.BuiltIn).Validate(null, options).Failures!.ToList();

        Assert.Equal(
            [
                "Router:Providers:Bad Id", "Router:Providers:both", "Router:Providers:neither", "Router:Providers:ftp:BaseUrl", "Router:Providers:userinfo:BaseUrl",
                "Router:Providers:key:ApiKeyVariable", "Router:Providers:places", "Router:Aliases:fast", "Router:Routes:a/b:Fallbacks", "Router:Routes:c/d:Fallbacks", "Router:Routes:c/d:Fallbacks",
                "Router:Forwarding:StreamIdleTimeout", "Router:Balancing:Policy", "Router:Providers:replicas:Balancing", "Router:Routes:g/h:Balancing",
                "Router:Providers:replicas:Endpoints:1:BaseUrl", "Router:Providers:replicas:Endpoints:1:Weight", "Router:Providers:replicas:Endpoints:1:Name",
            ],
            errors.Select(error => error.Split(": ")[0].Split(" (")[0]));
        Assert.DoesNotContain(errors, error => error.Contains("sk-my-key", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_KnownProviderWithKeyOnly_IsFine()
    {
        var options = new RouterOptions();
        options.Providers["openai"] = new ProviderOptions { ApiKeyVariable = "MY_KEY" };

        Assert.Same(ValidateOptionsResult.Success, new RegistryOptionsValidator(KnownProviders.BuiltIn).Validate(null, options));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "sk-1\r\nX-Evil: 1")]
    [InlineData("GROQ_API_KEY", "sk-1\u00e9")]
    [InlineData("MY_KEY", "sk-1\t2")]
    public void Start_KeyThatFitsNoHeader_StopsAndNamesTheVariableOnly(string variable, string key)
    {
        var said = RouterHost.StartInVain(("Router:Providers:mine:BaseUrl", "http://localhost:1"), ("Router:Providers:mine:ApiKeyVariable", "MY_KEY"), (variable, key));

        Assert.Contains($"{variable}: an API key, a secret or a header may hold printable ASCII characters only", said, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-1", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Router:Forwarding:MaxAttempts", "0", "MaxAttempts")]
    [InlineData("Router:Discovery:NodeInterval", "00:00:00", "NodeInterval")]
    [InlineData("Router:Providers:x:BaseUrl", "nonsense", "Router:Providers:x:BaseUrl")]
    [InlineData("Router:Mispelt", "1", "Mispelt")]
    [InlineData("Router:Routes:ollama/qwen3:4b:Fallbacks:0", "local/pocket", "4b")]
    public void Start_BadValue_StopsAndNamesTheKey(string key, string value, string named)
    {
        Assert.Contains(named, RouterHost.StartInVain((key, value)), StringComparison.Ordinal);
    }
}
