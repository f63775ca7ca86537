using System.Net;
using System.Net.Http.Json;
using Switchyard.AgentHost.Definitions;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Definitions;

/// <summary>Agents whose definitions begin with a template.</summary>
public sealed class TemplateTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Templates => [.. DefinitionTemplates.Ids];

    [Fact]
    public async Task List_Templates_AreTheSix()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        var list = (await app.Runs.Http.GetFromJsonAsync("/v1/agents/templates", AgentsJsonContext.Default.AgentTemplateList, Cancellation))!;

        Assert.Equal(["chat", "research", "code", "data", "planner", "orchestrator"], list.Data.Select(template => template.Id));
        Assert.Equal(("plan-and-execute", 40), (list.Data[1].Definition.Kind, list.Data[1].Definition.Budget!.MaxIterations));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Agent_OfATemplate_IsMadeAndRuns(string template)
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Decide(_ => [new Microsoft.Extensions.AI.TextContent("done")])));
        foreach (var needed in DefinitionTemplates.All.Single(candidate => candidate.Id == template).Definition.Agents ?? [])
        {
            using var defined = await app.Runs.DefineAsync(needed, $"template: {needed}");
            Assert.Equal(HttpStatusCode.Created, defined.StatusCode);
        }

        using var made = await app.Runs.DefineAsync("mine", $"template: {template}");
        var run = await app.Runs.RestAsync("mine", """{"input":"Do it","user":"ada"}""");

        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((RunStatuses.Completed, "done"), (run.Status, run.Output));
    }

    [Fact]
    public async Task Orchestrator_Agents_AreItsTools()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("done"));
        await using var app = new AgentHostApplication(stores, model);
        using var helper = await app.Runs.DefineAsync("helper", "template: chat");
        using var made = await app.Runs.DefineAsync("lead", "template: orchestrator\nagents: [helper]");

        await app.Runs.RestAsync("lead", """{"input":"Do it","user":"ada"}""");

        Assert.Contains("helper", model.Options.First()!.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task Definition_OfATemplate_HasItsOwnFieldsInstead()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var made = await app.Runs.DefineAsync("mine", "template: research\nkind: react\nsystem_prompt: Mine.\nbudget: { max_tokens: 500 }");
        var agent = (await made.Content.ReadFromJsonAsync(AgentsJsonContext.Default.AgentDetail, Cancellation))!;

        Assert.Equal(("react", "Mine.", "Finds things out on the web and in files, and says where each fact is from."), (agent.Kind, agent.Definition.SystemPrompt, agent.Description));
        Assert.Equal((40, 500L, 1_200.0), (agent.Budget!.MaxIterations, agent.Budget.MaxTokens, agent.Budget.MaxSeconds));
        Assert.Equal(["category:web", "category:files", "category:text", "category:time"], agent.Definition.Tools);
    }

    [Theory]
    [InlineData("mine", "model: m\ntemplate: wizard", 2, "template", "'template' is 'wizard'; it must be one of: chat, research, code, data, planner, orchestrator.")]
    [InlineData("mine", "model: m\ntemplate: orchestrator", 2, "template", "There is no agent 'chat'; define it first.")]
    [InlineData("templates", "template: chat", 1, "id", "An agent cannot be called 'templates'")]
    public async Task Definition_ThatCannotBegin_SaysWhyAtItsLine(string agent, string yaml, int line, string path, string message)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var response = await app.Runs.DefineAsync(agent, yaml);
        var mistake = Assert.Single((await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.AgentMistakes, Cancellation))!.Mistakes);

        Assert.Equal((HttpStatusCode.BadRequest, line, path), (response.StatusCode, mistake.Line, mistake.Path));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }
}
