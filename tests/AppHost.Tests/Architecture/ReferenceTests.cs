using System.Reflection;
using System.Xml.Linq;

namespace Switchyard.AppHost.Tests.Architecture;

/// <summary>References point one way: services to libraries, libraries to contracts, nobody to a service except AppHost by name.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Contracts"] = [],
        ["Dialects"] = [],
        ["Inference"] = ["Contracts", "ToolCalls"],
        ["Inference.GenAI"] = ["Inference"],
        ["ProviderPlugins"] = ["Contracts", "Dialects", "Providers"],
        ["Providers"] = ["Contracts"],
        ["AgentClient"] = ["Contracts", "QueueClient"],
        ["Agents"] = ["Contracts", "Events", "Redaction"],
        ["AgentPlugins"] = ["Agents", "Contracts"],
        ["Agents.CrashMatrix"] = ["Agents", "Agents.Postgres"],
        ["Agents.Client"] = ["Agents", "Contracts", "JsonSchemas", "Providers"],
        ["Agents.Local"] = ["Agents", "Contracts", "Inference", "Providers", "ToolCalls"],
        ["Agents.Postgres"] = ["Agents", "Coalescing", "Migrations"],
        ["Agents.Tools"] = ["Agents", "JsonSchemas", "Media", "OutboundHttp", "Sandbox"],
        ["Coalescing"] = [],
        ["Documents"] = [],
        ["Events"] = [],
        ["Events.Redis"] = ["Events"],
        ["Hosting"] = [],
        ["JsonSchemas"] = [],
        ["Media"] = [],
        ["Migrations"] = [],
        ["MockUpstream"] = [],
        ["OutboundHttp"] = [],
        ["Queue"] = ["Coalescing", "Migrations"],
        ["Plugins"] = [],
        ["QueueClient"] = ["Contracts"],
        ["Redaction"] = [],
        ["Sandbox"] = [],
        ["ToolCalls"] = [],
        ["Cohere"] = ["ProviderPlugins"],
        ["PostOffice"] = ["AgentPlugins"],
        ["AskAgent"] = ["Agents", "Agents.Client"],
        ["AskLater"] = ["QueueClient"],
        ["ServiceDefaults"] = ["Contracts"],
        ["InferenceNode"] = ["Contracts", "Inference", "Inference.GenAI", "ServiceDefaults"],
        ["Router"] = ["Contracts", "Dialects", "Documents", "Events", "Events.Redis", "JsonSchemas", "Media", "Migrations", "OutboundHttp", "Plugins", "ProviderPlugins", "Providers", "Queue", "Redaction", "ServiceDefaults", "ToolCalls"],
        ["AgentHost"] = ["AgentPlugins", "Agents", "Agents.Postgres", "Agents.Tools", "Contracts", "Events", "Events.Redis", "Migrations", "OutboundHttp", "Plugins", "Providers", "Sandbox", "ServiceDefaults"],
        ["Web"] = ["AgentClient", "Contracts", "Providers", "QueueClient", "ServiceDefaults"],
        ["Cli"] = ["AgentClient", "Agents.CrashMatrix", "Contracts", "Hosting", "MockUpstream", "Providers", "QueueClient"],
        ["AppHost"] = ["AgentHost", "Hosting", "InferenceNode", "Router", "Web"],
    };

    private static readonly string[] s_services = ["InferenceNode", "Router", "AgentHost", "Web"];

    public static TheoryData<string> Projects => [.. ProductProjects().Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatItMay(string project)
    {
        Assert.Subset(s_allowed[project].ToHashSet(), References(project).ToHashSet());
    }

    [Fact]
    public void AppHost_NamesTheServicesWithoutCompilingThemIn()
    {
        var compiled = Document("AppHost").Descendants("ProjectReference")
            .Where(reference => reference.Element("ReferenceOutputAssembly")?.Value != "false")
            .SelectMany(Names);

        Assert.Empty(compiled.Intersect(s_services));
    }

    private static IEnumerable<string> References(string project)
    {
        return Document(project).Descendants("ProjectReference").SelectMany(Names);
    }

    private static IEnumerable<string> Names(XElement reference)
    {
        return reference.Attribute("Include")!.Value.Split(';').Select(path => Path.GetFileNameWithoutExtension(path));
    }

    private static XDocument Document(string project)
    {
        return XDocument.Load(ProductProjects().Single(path => Path.GetFileNameWithoutExtension(path) == project));
    }

    private static IEnumerable<string> ProductProjects()
    {
        var root = typeof(ReferenceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        var folder = Path.GetFullPath(root, AppContext.BaseDirectory);
        string[] apart = ["artifacts", "tests", "bench", "eng", "node_modules", "models", "docs"];
        return Directory.EnumerateDirectories(folder)
            .Where(path => !apart.Contains(Path.GetFileName(path)))
            .SelectMany(path => Path.GetFileName(path) switch { "libs" => Directory.GetDirectories(path), "samples" => Directory.GetDirectories(path, "*", SearchOption.AllDirectories), _ => [path] })
            .SelectMany(path => Directory.EnumerateFiles(path, "*.csproj"));
    }
}
