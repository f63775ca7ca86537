using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Members;

/// <summary>Agents over other agents, written in YAML: their runs and those of their members.</summary>
public sealed class TeamTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Supervisor_OfYaml_LeadsItsAgents()
    {
        await using var app = await StartAsync(messages => messages[^1].Role == ChatRole.Tool
            ? [new TextContent($"It is {messages[^1].Contents.OfType<FunctionResultContent>().Single().Result}")]
            : messages[0].Text.Contains("You lead these specialists", StringComparison.Ordinal) ? [ScriptedAnswer.CreateCall("ann", """{"task":"6*7"}""")] : [new TextContent("42")]);
        await DefineAsync(app, "team", "kind: supervisor\ntools: []\nagents: [ann, bob]");

        var run = await app.Runs.RestAsync("team", """{"input":"What is 6*7?","user":"lead"}""");

        Assert.Equal((RunStatuses.Completed, "It is 42"), (run.Status, run.Output));
        Assert.Equal(("ann", RunStatuses.Completed), (Assert.Single(run.Members).Agent, run.Members[0].Status));
    }

    [Fact]
    public async Task Vote_OfYaml_AsksAllAndAnswersWhatMostSay()
    {
        await using var app = await StartAsync(messages => [new TextContent(messages[0].Text == "You are bob." ? "41" : "42")]);
        await DefineAsync(app, "team", "kind: vote\nagents: [ann, bob, cid]");

        var run = await app.Runs.RestAsync("team", """{"input":"What is 6*7?","user":"voter"}""");

        Assert.Equal((RunStatuses.Completed, "42", 3), (run.Status, run.Output, run.Usage!.ModelCalls));
        Assert.Equal(["ann", "bob", "cid"], run.Members.Select(member => member.Agent).Order(StringComparer.Ordinal));
        Assert.Equal(3, run.Events.Count(runEvent => runEvent.Type == RunEventTypes.ToolResult));
    }

    [Fact]
    public async Task Vote_TieByAPerson_IsAQuestionOfTheRun()
    {
        await using var app = await StartAsync(messages => [new TextContent(messages[0].Text)]);
        await DefineAsync(app, "team", "kind: vote\nagents: [ann, bob]\nsettings: { tie: person }");

        var run = await app.Runs.RestAsync("team", """{"input":"Who?","user":"tied"}""");
        using var answered = await app.Runs.AnswerAsync(run.Id, Assert.Single(run.Waiting).Key, "You are bob.");
        await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal(["You are ann.", "You are bob."], run.Waiting[0].Choices);
        Assert.Equal((RunStatuses.Completed, "You are bob."), ((await app.Runs.GetAsync(run.Id))!.Status, (await app.Runs.GetAsync(run.Id))!.Output));
    }

    [Theory]
    [InlineData("handoff")]
    [InlineData("swarm")]
    public async Task Handoff_OfYaml_HasTheNextAgentAnswer(string kind)
    {
        await using var app = await StartAsync(messages => messages[0].Text == "You are ann."
            ? [ScriptedAnswer.CreateCall("transfer_to_bob", """{"reason":"It is about money."}""")]
            : [new TextContent($"bob has {messages.Count} messages, the last '{messages[^1].Text}'")]);
        await DefineAsync(app, "team", $"kind: {kind}\nagents: [ann, bob]");

        var run = await app.Runs.RestAsync("team", """{"input":"Pay me back.","user":"payer"}""");
        var alone = await app.Runs.RestAsync("ann", """{"input":"Pay me back.","user":"payer"}""");

        Assert.Equal((RunStatuses.Completed, "bob has 5 messages, the last 'It is about money.'"), (run.Status, run.Output));
        Assert.Equal(["ann", "bob"], run.Members.Select(member => member.Agent));

        // Outside the team there is nobody to hand over to.
        Assert.Equal(RunStatuses.Failed, alone.Status);
    }

    [Fact]
    public async Task Fork_OfATeamsRun_AsksItsMembersAnew()
    {
        await using var app = await StartAsync(_ => [new TextContent("42")]);
        await DefineAsync(app, "team", "kind: vote\nagents: [ann, bob]");
        var run = await app.Runs.RestAsync("team", """{"input":"What is 6*7?","user":"forker"}""");

        using var response = await app.Runs.PostAsync($"/v1/runs/{run.Id}/fork", """{"at":1}""");
        var fork = response.Headers.Location!.OriginalString["/v1/runs/".Length..];
        await app.Runs.FollowAsync(fork).ToListAsync(Cancellation);
        var forked = (await app.Runs.GetAsync(fork))!;

        Assert.Equal(("42", 2), (forked.Output, forked.Members.Count));
        Assert.Empty(forked.Members.Select(member => member.Id).Intersect(run.Members.Select(member => member.Id)));
    }

    [Fact]
    public async Task Teams_InACircle_AreStoppedByTheGuard()
    {
        await using var app = await StartAsync(_ => [new TextContent("42")]);
        await DefineAsync(app, "inner", "kind: vote\nagents: [ann, bob]");
        await DefineAsync(app, "team", "kind: vote\nagents: [inner, cid]");
        await DefineAsync(app, "inner", "kind: vote\nagents: [ann, team]\nsettings: { quorum: unanimity }");

        var run = await app.Runs.RestAsync("team", """{"input":"What is 6*7?","user":"circle"}""");

        Assert.Equal(RunStatuses.Failed, run.Status);
        Assert.Contains("'team' is already at work on this (team → inner → team)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: vote\nagents: [ann]", 2, "agents", "Agents has 1: kind 'vote' needs at least 2.")]
    [InlineData("agents: [ann, bob]\nkind: vote\nsettings:\n  quorum: most", 4, "settings.quorum", "Setting 'quorum' is 'most': give one of plurality, majority, two-thirds, unanimity.")]
    [InlineData("kind: handoff\nagents: [ann, bob]\nsettings:\n  maxHandoffs: 3\n  routes: 'ann: cid'", 5, "settings.routes", "Setting 'routes' names 'cid', which is none of the agents: ann, bob.")]
    [InlineData("kind: swarm\nagents: [ann, bob]\nsettings:\n  rounds: 3", 4, "settings.rounds", "Setting 'rounds' is not known to agents of kind 'swarm': they know maxHandoffs.")]
    public async Task Define_ATeamThatIsWrong_IsRefusedAtItsLine(string yaml, int line, string path, string message)
    {
        await using var app = await StartAsync(_ => [new TextContent("42")]);

        using var response = await app.Runs.DefineAsync("team", yaml);
        var mistake = Assert.Single((await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.AgentMistakes, Cancellation))!.Mistakes);

        Assert.Equal((HttpStatusCode.BadRequest, line, path, message), (response.StatusCode, mistake.Line, mistake.Path, mistake.Message));
    }

    private async Task<AgentHostApplication> StartAsync(Func<IReadOnlyList<ChatMessage>, IReadOnlyList<AIContent>> answer)
    {
        var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Decide(answer)));
        foreach (var name in new[] { "ann", "bob", "cid" })
        {
            await DefineAsync(app, name, $"system_prompt: You are {name}.\ntools: []");
        }

        return app;
    }

    private static async Task DefineAsync(AgentHostApplication app, string name, string yaml)
    {
        using var defined = await app.Runs.DefineAsync(name, yaml);
        Assert.True(defined.IsSuccessStatusCode, await defined.Content.ReadAsStringAsync(Cancellation));
    }
}
