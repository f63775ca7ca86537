using System.Reflection;
using System.Text.RegularExpressions;

namespace Switchyard.AppHost.Tests.Architecture;

/// <summary>Row S17: an address that somebody else names is asked through libs/OutboundHttp only, so nobody else makes HTTP clients of their own, except for addresses that are configuration's.</summary>
public sealed partial class HttpClientTests
{
    private static readonly Dictionary<string, string> s_allowed = new(StringComparer.Ordinal)
    {
        ["libs/OutboundHttp/OutboundHttpClient.cs"] = "the guarded one",
        ["Router/Forwarding/UpstreamClients.cs"] = "the providers of the configuration",
        ["ServiceDefaults/Http/LoopbackExtensions.cs"] = "sets the proxy of the services' typed clients",
        ["libs/Hosting/Supervision/HttpProbe.cs"] = "the health of the system's own processes",
        ["libs/Hosting/Aspire/Testing/DistributedApplicationHostingTestingExtensions.cs"] = "for tests: the system's own processes",
        ["libs/Agents.Client/RouterChatClient.cs"] = "the Router of the program's own configuration",
        ["cli/Systems/RouterConnection.cs"] = "the person's own router",
        ["cli/Systems/AgentHostConnection.cs"] = "the person's own agent host",
        ["cli/Chat/ModelPartner.cs"] = "the person's own router or node",
        ["cli/Chat/AgentPartner.cs"] = "the person's own agent host",
        ["samples/agents/AskAgent/Program.cs"] = "the reader's own router or servers",
        ["samples/jobs/AskLater/Program.cs"] = "the reader's own router",
    };

    [Fact]
    public void Sources_OutsideTheKnownPlaces_MakeNoHttpClients()
    {
        var root = typeof(HttpClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        var folder = Path.GetFullPath(root, AppContext.BaseDirectory);
        string[] products = ["AgentHost", "AppHost", "InferenceNode", "Router", "ServiceDefaults", "Web", "cli", "libs", "samples"];

        var makers = products
            .SelectMany(product => Directory.EnumerateFiles(Path.Combine(folder, product), "*.cs", SearchOption.AllDirectories))
            .Where(path => Maker().IsMatch(File.ReadAllText(path)))
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));

        Assert.Equal(s_allowed.Keys.Order(StringComparer.Ordinal), makers.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"new\s+(HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler|WebClient)\b|\bHttpClient\s+\w+\s*=\s*new\s*\(|WebRequest\.Create|UseSocketsHttpHandler")]
    private static partial Regex Maker();
}
