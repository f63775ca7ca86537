using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Endpoints;
using Switchyard.InferenceNode.Models;
using Switchyard.InferenceNode.Telemetry;
using Switchyard.Tests.Common.Logging;
using Switchyard.Tests.Common.Models;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class FailureLogTests
{
    [Fact]
    public async Task Generation_EngineFails_Is503AndLoggedOnceWithItsCause()
    {
        await using var node = new NodeApplication();
        await node.InitializeAsync();
        using var logs = new LogRecorder();
        using var loggers = new LoggerFactory([logs]);
        var model = node.Services.GetRequiredService<ModelRegistry>().Models[0];
        var run = new GenerationRun(SubmitBroken(node), model, activity: null, node.Services.GetRequiredService<InferenceTelemetry>()) { Index = 0, PromptIndex = 0, Prompt = [5, 6, 7] };
        var set = new GenerationSet([run], new CancellationTokenSource(), loggers.CreateLogger<GenerationSet>());
        var answer = new CompletionAnswer { Frame = new Completion { Id = "cmpl-1", Model = "pocket", Choices = [] }, Echoes = false, TellsLogProbs = false };
        var context = new DefaultHttpContext { RequestServices = node.Services };

        await new CompletionResult(answer, set).ExecuteAsync(context);

        Assert.Equal(503, context.Response.StatusCode);
        Assert.StartsWith("Error 4002 The model 'pocket' failed while it generated. System.ArgumentNullException", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_WaitedTooLong_Is503WithTheEnginesTime()
    {
        using var loggers = new LoggerFactory();
        await using var set = new GenerationSet([], new CancellationTokenSource(), loggers.CreateLogger<GenerationSet>());

        var error = set.Describe(new EngineBusyException("The request waited too long.", TimeSpan.FromSeconds(7)));

        Assert.Equal((503, "service_unavailable", TimeSpan.FromSeconds(7)), (error.Status, error.Code, error.RetryAfter));
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/tokenize")]
    public async Task Prompt_TemplateFails_IsRefusedAndLogged(string path)
    {
        using var folder = new ModelFolderCopy();
        folder.Write("chat_template.jinja", "{{ messages[0].content + 1 }}");
        await using var node = new NodeApplication(("Models:Folders:0", folder.Path));
        await node.InitializeAsync();

        using var response = await node.PostAsync(path, """{"messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("Error 4003 The chat template of the model 'pocket' failed.", Assert.Single(node.Logs.Lines, line => line.Contains(" 4003 ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    // A stop string that is null fails on the engine's thread, outside the model.
    private static Generation SubmitBroken(NodeApplication node)
    {
        var request = new GenerationRequest { Prompt = [5, 6, 7], MaxTokens = 5, Sampling = new SamplingOptions(), Stop = [null!] };
        Assert.True(node.Engine.TrySubmit(request, out var generation, TestContext.Current.CancellationToken));
        return generation;
    }
}
