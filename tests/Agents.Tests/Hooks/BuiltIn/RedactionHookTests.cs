using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.Redaction;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

public sealed class RedactionHookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("write to ada.l+x@mail.example.org now", "write to [redacted: e-mail address] now")]
    [InlineData("key sk-abcdefghijklmnop1234 and AKIAABCDEFGHIJKLMNOP", "key [redacted: API key] and [redacted: API key]")]
    [InlineData("Authorization: Bearer abcdefgh.ijklmnop-123", "Authorization: [redacted: token]")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6.eyJzdWIi.c2ln", "[redacted: token]")]
    [InlineData("paid with 4111 1111 1111 1111.", "paid with [redacted: card number].")]
    [InlineData("order 4111 1111 1111 1112.", "order 4111 1111 1111 1112.")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE", "[redacted: private key]")]
    [InlineData("nothing @ all, sk-short, 12 + 30", "nothing @ all, sk-short, 12 + 30")]
    public void Redact_Text_HidesWhatHasAForm(string text, string expected) => Assert.Equal(expected, new TextRedactor(RedactionRules.All).Redact(text));

    [Fact]
    public async Task Model_MessagesWithSecrets_AreReplacedAndTheRunsOwnStay()
    {
        ChatMessage question = new(ChatRole.User, "I am ada@example.org");
        ChatMessage result = new(ChatRole.Tool, [new FunctionResultContent("call_1", "bob@example.org")]);
        ChatMessage other = new(ChatRole.Assistant, "Hello");
        var call = HookContexts.Model(question, other, result);

        var verdict = await Create(new RedactionHook()).RunAsync(call, Token);

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

        var verdict = await Create(new RedactionHook()).RunAsync(call, Token);

        Assert.False(verdict.IsModified);
        Assert.Same(messages, call.Messages);
    }

    [Fact]
    public async Task Tool_ResultWithSecrets_IsReplaced()
    {
        var call = HookContexts.Tool(HookPoint.ToolCalled, ToolResult.Failure("no mailbox bob@example.org"));

        await Create(new RedactionHook()).RunAsync(call, Token);

        Assert.Equal(ToolResult.Failure("no mailbox [redacted: e-mail address]"), call.Result);
    }

    [Fact]
    public async Task Message_WithOwnRule_IsReplaced()
    {
        var redactor = new TextRedactor([new RedactionRule("project", new Regex("Bluebird", RegexOptions.NonBacktracking))]);
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

    private static HookPipeline Create(IHook hook) => new([hook], new HookPipelineOptions { TimeBudget = TimeSpan.FromSeconds(30) }, TimeProvider.System);
}
