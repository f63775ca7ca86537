using Microsoft.Extensions.AI;
using Switchyard.Agents.Backends;
using Switchyard.Agents.Client.Backends;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Client.Tests.Backends;

public sealed class LocalAgentTests
{
    private readonly ScriptedRunner _runner = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_LocalModel_HasTheSameShapeAsOnline()
    {
        await using var agent = Create(CreateOptions());

        var result = await agent.RunAsync(new AgentTask("?"), Token);

        Assert.True(result.IsSuccess);
        Assert.Equal(("I am small.", "local", "small"), (result.Output, result.Backend, result.Model));
        Assert.Equal(new AgentUsage { ModelCalls = 1, InputTokens = 4, OutputTokens = 3 }, result.Usage);
    }

    [Fact]
    public async Task Run_Twice_LoadsOnceAndCleansUpOnce()
    {
        var agent = Create(CreateOptions());

        await agent.RunAsync(new AgentTask("?"), Token);
        await agent.RunAsync(new AgentTask("?"), Token);
        await agent.DisposeAsync();

        Assert.Equal(["load /models/small", "generate", "generate", "cleanup"], _runner.Calls);
    }

    [Fact]
    public async Task Run_TaskNamesAModel_TakesThatOne()
    {
        var options = CreateOptions();
        options.LocalModelPaths["large"] = "/models/large";
        options.LocalModel = "small";
        await using var agent = Create(options);

        Assert.Equal("large", (await agent.RunAsync(new AgentTask("?") { Model = "large" }, Token)).Model);
        Assert.Equal("The model did not answer: There is no local model 'huge'; there are: small, large. (Parameter 'model')", (await agent.RunAsync(new AgentTask("?") { Model = "huge" }, Token)).Error);
    }

    [Fact]
    public void Create_WrongOptions_AreTold()
    {
        var factory = CreateFactory();
        var two = CreateOptions();
        two.LocalModelPaths["large"] = "/models/large";
        var unknown = CreateOptions();
        unknown.LocalRunner = "magic";

        Assert.Contains("LocalModelPaths is empty", Assert.Throws<ArgumentException>(() => factory.Create(new AgentBackendOptions(), AgentTransport.Local)).Message, StringComparison.Ordinal);
        Assert.Contains("name one of small, large", Assert.Throws<ArgumentException>(() => factory.Create(two)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no LocalRunner 'magic'; there are: scripted", Assert.Throws<ArgumentException>(() => factory.Create(unknown)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_NameThatIsTaken_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new LocalRunners().Register("a", () => _runner).Register("A", () => _runner));

    [Fact]
    public async Task CreateModel_Local_IsAChatClient()
    {
        using var model = CreateFactory().CreateModel(CreateOptions(), AgentTransport.Local);

        Assert.Equal("I am small.", (await model.GetResponseAsync("?", cancellationToken: Token)).Text);
    }

    private LocalAgent Create(AgentBackendOptions options) => Assert.IsType<LocalAgent>(CreateFactory().Create(options));

    private AgentFactory CreateFactory() =>
        new(new HttpClient(), new LocalRunners().Register("scripted", () => _runner), new MemoryRunJournal(TimeProvider.System), TimeProvider.System);

    private static AgentBackendOptions CreateOptions() => new()
    {
        DefaultTransport = AgentTransport.Local,
        LocalRunner = "Scripted",
        LocalModelPaths = { ["small"] = "/models/small" },
    };
}
