using Switchyard.Tests.Common.Files;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Plugins;

/// <summary>Plugins that cannot be used stop the start, all of them named with what to do.</summary>
public sealed class PluginStartTests
{
    [Fact]
    public void Start_FilesThatAreNoPlugins_StopsAndNamesEach()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["text.dll"], "This is no assembly.");
        PluginFiles.WriteBuiltAgainst(new Version(2, 0, 0, 0), folder["later.dll"]);
        PluginFiles.WriteBuiltAgainst(new Version(0, 9, 0, 0), folder["earlier.dll"]);
        var none = typeof(FakeUpstream).Assembly.Location;

        var log = RouterHost.StartInVain(
            ("Router:Plugins:0", "plugins/missing.dll"), ("Router:Plugins:1", folder["text.dll"]), ("Router:Plugins:2", none), ("Router:Plugins:3", folder["later.dll"]), ("Router:Plugins:4", folder["earlier.dll"]));

        Assert.Contains($"Router:Plugins:0: '{Path.Combine(AppContext.BaseDirectory, "plugins", "missing.dll")}' is not there: name a plugin's assembly", log, StringComparison.Ordinal);
        Assert.Contains($"Router:Plugins:1: '{folder["text.dll"]}' is no .NET assembly that can be loaded", log, StringComparison.Ordinal);
        Assert.Contains($"Router:Plugins:2: '{none}' holds no plugin: none of its public classes implements IProviderPlugin", log, StringComparison.Ordinal);
        Assert.Contains($"Router:Plugins:3: '{folder["later.dll"]}' was built against Switchyard.ProviderPlugins 2.0.0.0; this Router has 1.0.0.0: build the plugin against this one.", log, StringComparison.Ordinal);
        Assert.Contains($"Router:Plugins:4: '{folder["earlier.dll"]}' was built against Switchyard.ProviderPlugins 0.9.0.0", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_FlawedClasses_StopsAndNamesEach()
    {
        var log = RouterHost.StartInVain(("Router:Plugins:0", PluginFiles.Flawed), ("Router:Providers:Bad Id:BaseUrl", "http://x"));

        string Problem(string type, string problem) => $"Router:Plugins:0: '{PluginFiles.Flawed}' has the class Switchyard.FlawedPlugins.{type}, {problem}";
        Assert.All(
            [
                Problem("ThrowingPlugin", "which cannot be made: InvalidOperationException: There is no licence."),
                Problem("KnownPlugin", "whose provider has the id 'openai': that one is known already; choose another."),
                Problem("EmptyPlugin", "which leaves out its Provider, Dialect, KeyHeader or Headers: none of them may be null."),
                Problem("WrongPlugin", "whose provider has the id 'Big Id': it may hold lower-case letters, digits and dashes only."),
                Problem("WrongPlugin", "whose provider has no name for people"),
                Problem("WrongPlugin", "whose provider is at 'ftp://flawed.example/'"),
                Problem("WrongPlugin", "whose provider is switched on by 'my key'"),
                Problem("WrongPlugin", "which sets the header 'Connection': this header is about one connection"),
                Problem("WrongPlugin", "which puts something before the key that no header can hold"),
                "whose provider has the id 'twin': that one is known already; choose another.",

                // With everything else that is wrong.
                "Router:Providers:Bad Id: the id 'Bad Id' may hold",
            ],
            problem => Assert.Contains(problem, log, StringComparison.Ordinal));
        Assert.DoesNotContain("UnfinishedPlugin", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_TheSamePluginTwice_StopsAndSaysSo() => Assert.Contains(
        $"Router:Plugins:1: '{PluginFiles.Cohere}' has the class Switchyard.Cohere.CohereProvider, whose provider has the id 'cohere': that one is known already",
        RouterHost.StartInVain(("Router:Plugins:0", PluginFiles.Cohere), ("Router:Plugins:1", PluginFiles.Cohere)),
        StringComparison.Ordinal);

    [Fact]
    public void Start_KeyHeaderOfAPluginSetByHand_StopsAndNamesIt() => Assert.Contains(
        "Router:Providers:cohere:HeaderVariables:Authorization: the Router sets this header itself, from the provider's key or token",
        RouterHost.StartInVain(("Router:Plugins:0", PluginFiles.Cohere), ("Router:Providers:cohere:HeaderVariables:Authorization", "MINE")),
        StringComparison.Ordinal);
}
