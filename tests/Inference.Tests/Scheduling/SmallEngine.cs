using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tests.Execution;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Scheduling;

/// <summary>An engine over the small float32 decoder, with what a test wants to look into.</summary>
internal sealed class SmallEngine : IAsyncDisposable
{
    private readonly SmallDecoder _decoder = new();
    private readonly ModelRunner _runner;

    public SmallEngine(ExecutionOptions execution, SchedulingOptions scheduling)
    {
        _runner = new ModelRunner(_decoder.Path, GenAIConfig.Read(_decoder.Path), execution);
        Tokenizer = Tokenizer.Load(Path.Combine(_decoder.Path, "tokenizer.json"));
        Engine = new InferenceEngine(_runner, Tokenizer, new HashSet<int>(), scheduling) { Observer = Observer };
    }

    public Tokenizer Tokenizer { get; }

    public InferenceEngine Engine { get; }

    public KeyValueCache Cache => _runner.Cache;

    public RecordingObserver Observer { get; } = new();

    /// <summary>Gets tokens that no other seed begins with, all of them with text.</summary>
    public static int[] Prompt(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(300, 2000))];
    }

    public Generation Submit(int[] prompt, int? maxTokens, string caller = "") => SubmitCancellable(prompt, maxTokens, caller, TestContext.Current.CancellationToken);

    public Generation SubmitCancellable(int[] prompt, int? maxTokens, string caller, CancellationToken cancellationToken) =>
        SubmitCancellable(new GenerationRequest { Prompt = prompt, MaxTokens = maxTokens, Sampling = new SamplingOptions(), Caller = caller }, cancellationToken);

    public Generation SubmitCancellable(GenerationRequest request, CancellationToken cancellationToken)
    {
        Assert.True(Engine.TrySubmit(request, out var generation, cancellationToken));
        return generation;
    }

    /// <summary>Takes a slot with a request that goes on until it is cancelled, and waits until it generates.</summary>
    public async Task<Generation> OccupyAsync(CancellationToken cancellationToken)
    {
        var generation = SubmitCancellable(Prompt(4, seed: 1000), maxTokens: null, "occupier", cancellationToken);
        await generation.Deltas.WaitToReadAsync(TestContext.Current.CancellationToken);
        return generation;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _decoder.Dispose();
    }
}
