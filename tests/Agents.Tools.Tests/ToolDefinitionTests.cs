using System.Text.Json;
using System.Text.RegularExpressions;
using Switchyard.Agents.Tests;
using Switchyard.Agents.Tests.Tools;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Selection;
using Switchyard.JsonSchemas;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Tests;

/// <summary>What every tool has to say of itself, and that the right ones are shown.</summary>
public sealed partial class ToolDefinitionTests : IDisposable
{
    private const int Shown = 8;

    private static readonly string[] s_names = ReadNames();

    private readonly UserFiles _files = new(new UserFilesOptions { Root = "/nowhere" });
    private readonly OutboundHttpClient _client = new(new OutboundHttpOptions(), TimeProvider.System);
    private readonly ToolBox _tools;

    public ToolDefinitionTests() => _tools = Tools.CreateAll(_files, _client);

    public static TheoryData<string> Names => [.. s_names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Definition_OfEachTool_IsComplete(string name)
    {
        Assert.True(_tools.TryGet(name, out var tool));
        var definition = tool.Definition;

        Assert.Matches("^[a-z][a-z0-9_]{1,63}$", definition.Name);
        Assert.Contains(definition.Category, Categories);
        Assert.Matches(@"^[A-Z].*\.$", definition.Description);
        Assert.True(definition.Description.Length <= 80, "the model reads it in every prompt");
        Assert.Matches(@"^Use it .*\.$", definition.WhenToUse);
        Assert.True(definition.Examples.Distinct().Count() >= 2);
        Assert.True(definition.Tags.Distinct().Count() >= 3);
        Assert.InRange(definition.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        Assert.InRange(definition.MaxConcurrency, 1, 64);
        Assert.All(definition.Parameters, parameter => Assert.Matches(@"^[A-Z].*\.$|^[a-z]+: .*\.$|^[a-z]+ .*\.$", parameter.Description));
        Assert.True(definition.Parameters.Select(parameter => parameter.Name).Distinct().Count() == definition.Parameters.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_OfEachTool_IsOne(string name)
    {
        Assert.True(_tools.TryGet(name, out var tool));
        var schema = JsonSchema.Read(tool.Definition.JsonSchema);

        using var empty = JsonDocument.Parse("{}");
        Assert.Equal(tool.Definition.Parameters.All(parameter => !parameter.Required), schema.Validate(empty.RootElement) is null);
        Assert.Equal(tool.Definition.Parameters.Select(parameter => parameter.Name), tool.Definition.JsonSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Tools_AreSixtyAndMoreInTwelveCategories()
    {
        Assert.True(s_names.Length >= 60, $"{s_names.Length}");
        Assert.Equal(Categories, _tools.All.Select(tool => tool.Definition.Category).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Definitions_OfTrainedTools_AreAsTrained()
    {
        var trained = Resource.Read("tools.json");
        var known = _tools.All.Select(tool => tool.Definition).Where(tool => trained.TryGetProperty(tool.Name, out _)).ToList();

        // Delegating is the agents' own tool.
        Assert.Equal(trained.EnumerateObject().Select(tool => tool.Name).Where(name => name != "delegate").Order(StringComparer.Ordinal), known.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(known, tool =>
        {
            var expected = trained.GetProperty(tool.Name);
            Assert.Equal(expected.GetProperty("description").GetString(), tool.Description);
            TrainedParameters.Check(expected, tool);
        });
    }

    [Fact]
    public void Select_ForEveryTrainedQuestion_ShowsTheRightTool()
    {
        var selector = new ToolSelector(_tools);

        var missed = Resource.Read("questions.json").EnumerateArray()
            .Where(question => selector.Select(question.GetProperty("question").GetString()!, Shown).All(tool => tool.Definition.Name != question.GetProperty("tool").GetString()))
            .Select(question => question.GetProperty("question").GetString());

        Assert.Empty(missed);
    }

    [Fact]
    public void Select_ForEachToolsExamples_ShowsThatTool()
    {
        var selector = new ToolSelector(_tools);

        var missed = _tools.All.SelectMany(tool => tool.Definition.Examples
            .Where(example => !selector.Select(example, Shown).Contains(tool)).Select(example => $"{tool.Definition.Name}: {example}"));

        Assert.Empty(missed);
    }

    [Fact]
    public void Readme_ListsEveryToolAsItIs()
    {
        var rows = _tools.All.Select(tool => tool.Definition).OrderBy(tool => tool.Category, StringComparer.Ordinal).ThenBy(tool => tool.Name, StringComparer.Ordinal)
            .Select(tool => $"| {tool.Category} | `{tool.Name}` | {string.Join(", ", tool.Parameters.Select(parameter => parameter.Required ? parameter.Name : parameter.Name + "?"))} | {tool.Description} | {tool.Effect} |");

        Assert.Equal(string.Join('\n', rows), string.Join('\n', Row().Matches(ReadReadme()).Select(match => match.Value)));
    }

    public void Dispose() => _client.Dispose();

    private static string[] Categories => ["code", "communication", "data", "files", "human", "math", "media", "memory", "system", "text", "time", "web"];

    private static string[] ReadNames()
    {
        var files = new UserFiles(new UserFilesOptions { Root = "/nowhere" });
        using var client = new OutboundHttpClient(new OutboundHttpOptions(), TimeProvider.System);
        return [.. Tools.CreateAll(files, client).All.Select(tool => tool.Definition.Name)];
    }

    private static string ReadReadme()
    {
        using var stream = typeof(ToolDefinitionTests).Assembly.GetManifestResourceStream("README.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^\| [a-z]+ \| `.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
