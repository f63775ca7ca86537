using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Sessions;
using Switchyard.Agents.Tests.Composition;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Sessions;

/// <summary>Agents that are run in a session.</summary>
public sealed class AgentSessionRunTests : IDisposable
{
    private readonly ScriptedChatClient _model = new(ScriptedAnswer.Call("note", """{"text":"Ada"}"""), ScriptedAnswer.Say("Hi Ada."), ScriptedAnswer.Say("Ada."));

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Run_Twice_SecondTurnHasTheFirst()
    {
        var agent = Create("Be brief.");
        var session = AgentSession.Begin("s", agent, "ada");

        (session, _) = await session.RunAsync(agent, "I am Ada.", AgentBench.Cancellation);
        (session, var result) = await AgentSession.Load(session.Save()).RunAsync(agent, "Who am I?", AgentBench.Cancellation);

        Assert.Equal("Ada.", result.Output);
        Assert.Equal(["note"], session.Tools);
        Assert.Equal(("Be brief.", "ada"), (session.SystemPrompt, session.User));
        Assert.Equal(["user", "assistant", "tool", "assistant", "user", "assistant"], session.ToHistory().Select(message => message.Role));
        Assert.Equal(["Be brief.", "I am Ada.", "", "", "Hi Ada.", "Who am I?"], _model.Requests.Last().Select(message => message.Text));
        Assert.Equal(result.RunId.ToString(), session.Turns[1].RunId);
    }

    [Fact]
    public async Task Run_InALoadedSession_HasItsPromptAndSummary()
    {
        var session = new AgentSession { Id = "s", SystemPrompt = "You are a pirate.", Turns = [Turn("Hi"), Turn("Ho")], Compacted = 1, Summary = "They greeted." };

        await AgentSession.Load(session.Save()).RunAsync(Create("Be brief."), "Go on.", AgentBench.Cancellation);

        var asked = _model.Requests.First();
        Assert.StartsWith("You are a pirate.", asked[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("They greeted.", asked[0].Text, StringComparison.Ordinal);
        Assert.Equal(["Ho", "Go on."], asked.Skip(1).Select(message => message.Text));
    }

    [Fact]
    public async Task Run_ThatFails_LeavesTheSession()
    {
        var session = new AgentSession { Id = "s" };

        var run = await session.RunAsync(new ScriptedAgent("a", _ => ScriptedAgent.Fail("tired")), "Hi", AgentBench.Cancellation);

        Assert.Equal((session, "tired"), (run.Session, run.Result.Error));
    }

    [Fact]
    public async Task Run_OfAnyAgent_AddsQuestionAndAnswer()
    {
        var (session, _) = await new AgentSession { Id = "s" }.RunAsync(new ScriptedAgent("a", "Hello."), "Hi", AgentBench.Cancellation);

        Assert.Equal([("user", "Hi"), ("assistant", "Hello.")], Assert.Single(session.Turns).Messages.Select(message => (message.Role, message.Content!.ToText())));
    }

    private static Contracts.Agents.SessionTurn Turn(string text) => new() { RunId = text, At = DateTimeOffset.UnixEpoch, Messages = [new Contracts.OpenAI.ChatMessage { Role = "user", Content = text }] };

    private GraphAgent Create(string prompt) => new(
        new AgentDefinition { Id = "assistant", SystemPrompt = prompt, Tools = ["note"] },
        new AgentServices { Model = _model, Tools = new ToolBox([new ActingTool("note"), new ActingTool("other")]) },
        CompositionBench.NewJournal(),
        new AgentGraphs());
}
