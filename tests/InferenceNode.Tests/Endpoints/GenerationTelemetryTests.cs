using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Sampling;
using Switchyard.InferenceNode.Endpoints;
using Switchyard.InferenceNode.Models;
using Switchyard.InferenceNode.Tests.Telemetry;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>Whatever becomes of an answer, what its telemetry began it also ends.</summary>
[Collection(ProcessWideTests.Name)]
public sealed class GenerationTelemetryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> _started = [];
    private readonly ConcurrentQueue<Activity> _stopped = [];
    private readonly ActivityListener _listener;
    private readonly NodeApplication _node = new(("Models:Slots", "1"), ("Models:MaxQueueLength", "2"));

    public GenerationTelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Switchyard.InferenceNode",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _started.Enqueue,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    [Fact]
    public async Task Answer_NeverRead_EndsWithTheResponse()
    {
        var (context, response) = CreateContext();
        var (set, error) = await Starter.StartAsync(Plan(choices: 2), context);

        Assert.Null(error);
        Assert.Empty(_stopped);
        await response.CompleteAsync();

        Assert.Equal(["cancelled", "cancelled"], Reasons());
        Assert.Equal(2, _started.Count);
        await set!.DisposeAsync();
        Assert.Equal(2, _stopped.Count);
    }

    [Fact]
    public async Task Answer_LeftAfterItsFirstPiece_IsCancelledAndNoError()
    {
        var (context, response) = CreateContext();
        var (set, _) = await Starter.StartAsync(Plan(choices: 1), context);

        await foreach (var _ in set!.Runs[0].ReadAsync(TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.Equal(["cancelled"], Reasons());
        await response.CompleteAsync();
        Assert.Single(_stopped);
    }

    [Fact]
    public async Task Start_OfMoreThanThereIsRoomFor_EndsThoseThatBegan()
    {
        var (context, response) = CreateContext();

        var (set, error) = await Starter.StartAsync(Plan(choices: 9), context);

        Assert.Null(set);
        Assert.Equal(503, error!.Status);
        Assert.NotEmpty(_started);
        Assert.Equal(Enumerable.Repeat("cancelled", _started.Count), Reasons());
        await response.CompleteAsync();
        Assert.Equal(_started.Count, _stopped.Count);
    }

    [Fact]
    public async Task Start_ThatThrows_EndsThoseThatBegan()
    {
        var (context, response) = CreateContext();

        await Assert.ThrowsAsync<NotSupportedException>(() => Starter.StartAsync(Plan(choices: 2) with { Constraint = new OnceConstraint() }, context));
        await response.CompleteAsync();

        Assert.Single(_started);
        Assert.Equal(["cancelled"], Reasons());
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _listener.Dispose();
    }

    private GenerationStarter Starter => _node.Services.GetRequiredService<GenerationStarter>();

    private string[] Reasons() => [.. _stopped.Select(activity => ((string[])activity.GetTagItem("gen_ai.response.finish_reasons")!)[0])];

    private GenerationPlan Plan(int choices) => new()
    {
        Operation = "chat",
        Model = _node.Services.GetRequiredService<ModelRegistry>().Models[0],
        Prompts = [[5, 6, 7]],
        PromptParam = "messages",
        Choices = choices,
        MaxTokens = 500,
        MinTokens = 500,
        Sampling = new SamplingOptions(),
        Stop = [],
        StopTokens = [],
        IgnoresEndOfText = true,
        Constraint = null,
        Caller = "test",
    };

    private (HttpContext Context, EndingResponse Response) CreateContext()
    {
        var context = new DefaultHttpContext { RequestServices = _node.Services };
        var response = new EndingResponse();
        context.Features.Set<IHttpResponseFeature>(response);
        return (context, response);
    }

    /// <summary>A constraint that starts one generation only, of any text.</summary>
    private sealed class OnceConstraint : IConstraint
    {
        private int _starts;

        public IConstraintState Start() => ++_starts == 1 ? new AnyText() : throw new NotSupportedException();
    }

    private sealed class AnyText : IConstraintState
    {
        public bool CanEnd => false;

        public void Fill(TokenMask mask)
        {
            mask.Clear();
            mask.Add(400);
        }

        public void Accept(int token)
        {
        }
    }

    /// <summary>A response that runs what is registered for its end.</summary>
    private sealed class EndingResponse : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Callback, object State)> _callbacks = [];

        public override void OnCompleted(Func<object, Task> callback, object state) => _callbacks.Push((callback, state));

        public async Task CompleteAsync()
        {
            while (_callbacks.TryPop(out var item))
            {
                await item.Callback(item.State);
            }
        }
    }
}
