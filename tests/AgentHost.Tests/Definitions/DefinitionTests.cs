using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Files;

namespace Switchyard.AgentHost.Tests.Definitions;

/// <summary>Agents that are defined in files and over the API.</summary>
public sealed class DefinitionTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_NewSameAndChanged_MakesVersionsOnlyOfChanges()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var made = await app.Runs.DefineAsync("helper", "system_prompt: One.");
        using var same = await app.Runs.DefineAsync("helper", "# the same\nsystem_prompt: One.");
        using var changed = await app.Runs.DefineAsync("helper", "system_prompt: Two.");
        var versions = await app.Runs.Http.GetFromJsonAsync("/v1/agents/helper/versions", AgentsJsonContext.Default.AgentVersionList, Cancellation);
        var first = (await app.Runs.Http.GetFromJsonAsync("/v1/agents/helper?version=1", AgentsJsonContext.Default.AgentDetail, Cancellation))!;

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created], new[] { made, same, changed }.Select(answer => answer.StatusCode));
        Assert.Equal([(2, AgentSources.Api), (1, AgentSources.Api)], versions!.Data.Select(version => (version.Version, version.Source)));
        Assert.Equal(("system_prompt: One.", "One.", 20, 1), (first.Yaml, first.Definition.SystemPrompt, first.Definition.Budget!.MaxIterations, first.Version));
        Assert.StartsWith("flowchart", first.Graph, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAnOlderVersion_AsksWithItsPrompt()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("ok"));
        await using var app = new AgentHostApplication(stores, model);
        using var one = await app.Runs.DefineAsync("helper", "system_prompt: One.\ntools: []");
        using var two = await app.Runs.DefineAsync("helper", "system_prompt: Two.\ntools: []");

        var newest = await app.Runs.RestAsync("helper", """{"input":"hi","user":"versions"}""");
        var older = await app.Runs.RestAsync("helper", """{"input":"hi","user":"versions","version":1,"conversation":"new"}""");

        Assert.Equal(["Two.", "One."], model.Requests.Select(messages => messages[0].Text));
        Assert.Equal((2, 1), (newest.Version, older.Version));
    }

    [Fact]
    public async Task Put_WithMistakes_TellsAllAtOnce()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.DefineAsync("helper", "kind: magic\ntools: [hammer]\nbudget: { max_tokens: x }");
        var mistakes = (await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.AgentMistakes, Cancellation))!;

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal([(1, "kind"), (2, "tools[0]"), (3, "budget.max_tokens")], mistakes.Mistakes.Select(mistake => (mistake.Line, mistake.Path)));
        Assert.Equal(3, mistakes.Detail.Split('\n').Length);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Runs.Http.GetAsync("/v1/agents/helper", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("Helper", "kind: react", "application/yaml", 400)]
    [InlineData("helper", "kind: react", "image/png", 415)]
    [InlineData("helper", null, "application/yaml", 413)]
    public async Task Put_WrongRequest_IsRefused(string agent, string? body, string type, int status)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        using var content = new StringContent(body ?? new string('#', 300_000));
        content.Headers.ContentType = new(type);

        using var response = await app.Runs.Http.PutAsync($"/v1/agents/{agent}", content, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Folder_OfAgents_IsReadAtTheStartAndChangedOverTheApi()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["helper.yaml"], "system_prompt: From the file.", Cancellation);
        var first = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:AgentsFolder", folder.Path));
        using var changed = await first.Runs.DefineAsync("helper", "system_prompt: From the API.");
        await first.DisposeAsync();

        await using var second = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:AgentsFolder", folder.Path), first.SharedDatabase);
        var agent = (await second.Runs.Http.GetFromJsonAsync("/v1/agents/helper", AgentsJsonContext.Default.AgentDetail, Cancellation))!;

        // The file, which is as it was, does not undo the change.
        Assert.Equal(("From the API.", AgentSources.Api), (agent.Definition.SystemPrompt, agent.Source));
        Assert.Equal([(2, AgentSources.Api), (1, AgentSources.File)], agent.Versions.Select(version => (version.Version, version.Source)));
    }

    [Fact]
    public async Task Folder_WithMistakes_StopsTheStartAndNamesFilesAndLines()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["one.yaml"], "kind: magic", Cancellation);
        await File.WriteAllTextAsync(folder["two.yaml"], "\nmodle: m", Cancellation);
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:AgentsFolder", folder.Path));

        Assert.ThrowsAny<Exception>(() => app.Services);

        Assert.Contains(app.Logs.Lines, line => line.Contains("one.yaml(1,7): kind", StringComparison.Ordinal) && line.Contains("two.yaml(2,1): modle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Samples_OfTheRepository_AreAgents()
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "Samples");
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), ("AgentHost:AgentsFolder", samples));

        var agents = (await app.Runs.Http.GetFromJsonAsync("/v1/agents", AgentsJsonContext.Default.AgentList, Cancellation))!.Data;

        Assert.Equal(Directory.EnumerateFiles(samples, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Append("assistant").Order(StringComparer.Ordinal), agents.Select(agent => agent.Id));
    }

    [Fact]
    public void Schema_ForEditors_KnowsWhatTheReaderKnows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "agent.schema.json")));
        var agent = schema.RootElement.GetProperty("properties");

        Assert.Equal(MembersOf(AgentsJsonContext.Default.AgentDocument), NamesOf(agent));
        Assert.Equal(MembersOf(AgentsJsonContext.Default.RunBudget), NamesOf(agent.GetProperty("budget").GetProperty("properties")));
        var rule = agent.GetProperty("approvals").GetProperty("items").GetProperty("properties");
        Assert.Equal(MembersOf(AgentsJsonContext.Default.ApprovalRuleDocument), NamesOf(rule));
        Assert.Equal(EffectClassNames.All, rule.GetProperty("class").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
    }

    private static IEnumerable<string> MembersOf(JsonTypeInfo type) => type.Properties.Select(property => property.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> NamesOf(JsonElement properties) => properties.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
}
