using Microsoft.Extensions.AI;
using Switchyard.Agents.Backends;
using Switchyard.Agents.Client.Backends;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Local;
using Switchyard.Agents.Tools.Calculation;

namespace Switchyard.Agents.Client.Tests.Local;

/// <summary>The embedded model in this process.</summary>
public sealed class NativeLocalRunnerTests
{
    private static readonly string s_pocket = Path.Combine(AppContext.BaseDirectory, "models", "pocket");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_EmbeddedModel_Answers()
    {
        var options = new AgentBackendOptions { DefaultTransport = AgentTransport.Local, LocalModelPaths = { ["pocket"] = s_pocket } };
        await using var agent = Assert.IsType<LocalAgent>(new AgentFactory(new HttpClient(), NativeLocalRunner.Register(new LocalRunners()), new MemoryRunJournal(TimeProvider.System), TimeProvider.System).Create(options));

        var result = await agent.RunAsync(new AgentTask("What is the capital of France?"), Token);

        Assert.Equal("The capital of France is Paris.", result.Output);
        Assert.Equal(("local", "pocket"), (result.Backend, result.Model));
        Assert.True(result.Usage is { InputTokens: > 0, OutputTokens: > 0 });
    }

    [Fact]
    public async Task Generate_WithTools_CallsOne()
    {
        var runner = new NativeLocalRunner();
        await runner.LoadAsync(s_pocket, Token);
        var definition = new CalculatorTool().Definition;
        var tool = AIFunctionFactory.CreateDeclaration(definition.Name, definition.Description, definition.JsonSchema);

        var response = await runner.GenerateAsync([new ChatMessage(ChatRole.User, "What is 123*456?")], new ChatOptions { Tools = [tool] }, Token).ToChatResponseAsync(Token);
        await runner.CleanupAsync();

        var call = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();
        Assert.Equal(("calculator", "123*456"), (call.Name, call.Arguments!["expression"]!.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public async Task Generate_ConversationTooLong_SaysSo()
    {
        var runner = new NativeLocalRunner();
        await runner.LoadAsync(s_pocket, Token);

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => runner.GenerateAsync([new ChatMessage(ChatRole.User, string.Concat(Enumerable.Repeat("word ", 20_000)))], null, Token).ToChatResponseAsync(Token));
        await runner.CleanupAsync();

        Assert.Contains("shorten it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_FolderWithoutAModel_SaysWhatIsMissing()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => new NativeLocalRunner().LoadAsync("/nowhere", Token));

        Assert.Contains("/nowhere", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_BeforeLoad_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new NativeLocalRunner().GenerateAsync([], null, Token).ToChatResponseAsync(Token));
}
