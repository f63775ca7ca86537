using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.Redaction;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;
using Switchyard.Redaction;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

public sealed class RedactionHookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Model_MessagesWithSecrets_AreReplacedAndTheRunsOwnStay()
    {
        ChatMessage question = new(ChatRole.User, "I am ada@example.org");
        ChatMessage result = new(ChatRole.Tool, [new FunctionResultContent("call_1", "bob@example.org")]);
        ChatMessage other = new(ChatRole.Assistant, "Hello");
        var call = HookContexts.Model(question, other, result);

        var verdict = await Create(new RedactionHook(TimeProvider.System)).RunAsync(call, Token);

        Assert.True(verdict.IsModified);
        Assert.Equal("I am [redacted: e-mail address]", call.Messages[0].Text);
        Assert.Same(other, call.Messages[1]);
        Assert.Equal("[redacted: e-mail address]", ((FunctionResultContent)call.Messages[2].Contents[0]).Result);
        Assert.Equal("I am ada@example.org", question.Text);
        Assert.Equal("bob@example.org", ((FunctionResultContent)result.Contents[0]).Result);
    }

    [Fact]
    public async Task Model_NothingToHide_IsLeftAlone()
    {
        var call = HookContexts.Model(new ChatMessage(ChatRole.User, "2+3"));
        var messages = call.Messages;

        var verdict = await Create(new RedactionHook(TimeProvider.System)).RunAsync(call, Token);

        Assert.False(verdict.IsModified);
        Assert.Same(messages, call.Messages);
    }

    [Fact]
    public async Task Tool_ResultWithSecrets_IsReplaced()
    {
        var call = HookContexts.Tool(HookPoint.ToolCalled, ToolResult.Failure("no mailbox bob@example.org"));

        await Create(new RedactionHook(TimeProvider.System)).RunAsync(call, Token);

        Assert.Equal(ToolResult.Failure("no mailbox [redacted: e-mail address]"), call.Result);
    }

    [Fact]
    public async Task Message_WithOwnRule_IsReplaced()
    {
        var redactor = new Redactor(new Dictionary<string, string> { ["project"] = "Bluebird" }, TimeProvider.System);
        var adding = new MessageHookContext(HookPoint.MessageAdding) { RunId = HookContexts.RunId, Agent = "assistant", Message = new ChatMessage(ChatRole.User, "Where is Bluebird?") };

        await Create(new RedactionHook(redactor.Redact)).RunAsync(adding, Token);

        Assert.Equal("Where is [redacted: project]?", adding.Message.Text);
    }

    [Fact]
    public async Task Model_RedactorThatFails_IsNotAsked()
    {
        var hook = new RedactionHook(_ => throw new RegexMatchTimeoutException());

        var verdict = await Create(hook).RunAsync(HookContexts.Model(new ChatMessage(ChatRole.User, "ada@example.org")), Token);

        Assert.Equal("The guard 'redaction' could not look at it.", verdict.Reason);
    }

    [Fact]
    public async Task Model_ConversationShownAgain_LooksOnlyAtWhatIsNew()
    {
        var looked = new List<string>();
        var pipeline = Create(new RedactionHook(text =>
        {
            looked.Add(text);
            return text.Replace("ada", "[redacted: name]", StringComparison.Ordinal);
        }));
        await pipeline.RunAsync(HookContexts.Model(new ChatMessage(ChatRole.User, "I am ada"), new ChatMessage(ChatRole.Assistant, "Hello")), Token);

        var again = HookContexts.Model(new ChatMessage(ChatRole.User, "I am ada"), new ChatMessage(ChatRole.Assistant, "Hello"), new ChatMessage(ChatRole.User, "Bye"));
        await pipeline.RunAsync(again, Token);

        Assert.Equal(["I am ada", "Hello", "Bye"], looked);
        Assert.Equal(["I am [redacted: name]", "Hello", "Bye"], again.Messages.Select(message => message.Text));
    }

    private static HookPipeline Create(IHook hook) => new([hook], new HookPipelineOptions { TimeBudget = TimeSpan.FromSeconds(30) }, TimeProvider.System);
}
