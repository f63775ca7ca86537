using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn.Caching;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

public sealed class CacheHookTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly HookPipeline _pipeline;

    public CacheHookTests() =>
        _pipeline = new([new CacheHook(new CacheHookOptions { Capacity = 2, Lifetime = TimeSpan.FromMinutes(10) }, _time)], new HookPipelineOptions(), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_MadeBefore_IsAnsweredFromTheCacheWithoutUsage()
    {
        await AnswerAsync(Ask("2+3"), "5");

        var again = Ask("2+3");
        var verdict = await _pipeline.RunAsync(again, Token);

        Assert.True(verdict.IsReplaced);
        Assert.Equal(("5", "pocket-1"), (again.Response!.Text, again.Response.ModelId));
        Assert.Null(again.Response.Usage);
    }

    [Fact]
    public async Task Answer_ChangedByItsReader_StaysAsItWas()
    {
        await AnswerAsync(Ask("2+3"), "5");
        var first = Ask("2+3");
        await _pipeline.RunAsync(first, Token);

        first.Response!.Messages[0].Contents.Clear();

        var second = Ask("2+3");
        await _pipeline.RunAsync(second, Token);
        Assert.Equal("5", second.Response!.Text);
    }

    public static TheoryData<string, Func<ModelHookContext>> Others => new()
    {
        { "another question", () => Ask("2+4") },
        { "another user", () => new ModelHookContext(HookPoint.ModelCalling) { RunId = HookContexts.RunId, Agent = "assistant", User = "bob", Messages = Ask("2+3").Messages, Options = Ask("2+3").Options } },
        { "another model", () => With(options => options.ModelId = "large") },
        { "a temperature", () => With(options => options.Temperature = 0.5f) },
        { "a tool", () => With(options => options.Tools = [AIFunctionFactory.CreateDeclaration("add", "Adds.", JsonDocument.Parse("{}").RootElement)]) },
        { "another length", () => With(options => options.MaxOutputTokens = 5) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Call_OfAnotherKind_IsMade(string what, Func<ModelHookContext> create)
    {
        await AnswerAsync(Ask("2+3"), "5");

        Assert.True((await _pipeline.RunAsync(create(), Token)).IsContinue, what);
    }

    [Fact]
    public async Task Answer_OlderThanItsLifetime_IsForgotten()
    {
        await AnswerAsync(Ask("2+3"), "5");
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.True((await _pipeline.RunAsync(Ask("2+3"), Token)).IsContinue);
    }

    [Fact]
    public async Task Cache_Full_ForgetsTheOneNotAskedForTheLongestTime()
    {
        await AnswerAsync(Ask("a"), "1");
        await AnswerAsync(Ask("b"), "2");
        Assert.True((await _pipeline.RunAsync(Ask("a"), Token)).IsReplaced);
        await AnswerAsync(Ask("c"), "3");

        Assert.True((await _pipeline.RunAsync(Ask("a"), Token)).IsReplaced);
        Assert.True((await _pipeline.RunAsync(Ask("c"), Token)).IsReplaced);
        Assert.True((await _pipeline.RunAsync(Ask("b"), Token)).IsContinue);
    }

    [Fact]
    public async Task Answer_CutOffOrFailed_IsNotKept()
    {
        var cut = Ask("2+3");
        await _pipeline.RunAsync(cut, Token);
        cut.Answered("fi").Response!.FinishReason = ChatFinishReason.Length;
        await _pipeline.RunAsync(cut, Token);

        Assert.True((await _pipeline.RunAsync(Ask("2+3"), Token)).IsContinue);
    }

    private static ModelHookContext Ask(string question) => HookContexts.Model(new ChatMessage(ChatRole.User, question) { MessageId = Guid.NewGuid().ToString(), CreatedAt = DateTimeOffset.UtcNow });

    private static ModelHookContext With(Action<ChatOptions> change)
    {
        var call = Ask("2+3");
        change(call.Options);
        return call;
    }

    private async Task AnswerAsync(ModelHookContext call, string answer)
    {
        Assert.True((await _pipeline.RunAsync(call, Token)).IsContinue);
        await _pipeline.RunAsync(call.Answered(answer), Token);
    }
}
