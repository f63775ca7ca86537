using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Models.Onnx;
using Switchyard.Inference.Native;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Embeddings;

/// <summary>An encoder in a folder of sentence-transformers' layout, on ONNX Runtime.</summary>
/// <remarks>One batch runs at a time; requests take turns batch by batch.</remarks>
public sealed class EmbeddingModel : IEmbedder
{
    // Padded tokens of one run: enough to fill the operators, and little memory in the largest (batch x heads x length x length).
    private const int BatchTokens = 4096;
    private const int BatchRows = 32;

    private readonly EmbeddingConfig _config;
    private readonly Tokenizer _tokenizer;
    private readonly TokenFrame _frame;
    private readonly EncoderGraph _graph;
    private readonly SemaphoreSlim _turn = new(1);
    private int _running;
    private bool _disposed;

    private EmbeddingModel(ModelManifest manifest, EmbeddingConfig config, Tokenizer tokenizer, TokenFrame frame, EncoderGraph graph)
    {
        Manifest = manifest;
        _config = config;
        _tokenizer = tokenizer;
        _frame = frame;
        _graph = graph;
    }

    /// <inheritdoc/>
    public ModelManifest Manifest { get; }

    /// <inheritdoc/>
    public int ContextLength => _config.MaxTokens;

    /// <inheritdoc/>
    public int Slots => 1;

    /// <inheritdoc/>
    public int Running => Volatile.Read(ref _running);

    /// <inheritdoc/>
    public int Dimensions => _graph.Dimensions;

    /// <inheritdoc/>
    public int VocabularySize => _tokenizer.Count;

    /// <summary>Loads <paramref name="folder"/>.</summary>
    /// <exception cref="ModelLoadException">Something in the folder is missing, broken or not served.</exception>
    public static EmbeddingModel Load(string folder, RunnerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        return FolderErrors.Wrap(folder, () => LoadChecked(folder, options));
    }

    /// <inheritdoc/>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EmbedAsync([EmbeddingInput.OfTokens([0])], null, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineUnavailableException exception)
        {
            throw new ModelLoadException($"The model '{Manifest.Name}' was loaded but its first run failed: {(exception.InnerException ?? exception).Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async Task<EmbeddingResult> EmbedAsync(IReadOnlyList<EmbeddingInput> inputs, int? truncateTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var rows = new int[inputs.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Encode(inputs[i], i, truncateTo);
        }

        // Rows of like length share a run, so that little of it is padding.
        var order = Enumerable.Range(0, rows.Length).OrderBy(i => rows[i].Length).ToArray();
        var vectors = new float[rows.Length][];
        for (var start = 0; start < order.Length;)
        {
            var count = CountBatch(rows, order, start);
            await RunAsync(rows, order.AsMemory(start, count), vectors, cancellationToken).ConfigureAwait(false);
            start += count;
        }

        return new EmbeddingResult(vectors, rows.Sum(row => row.Length));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        if (!_disposed)
        {
            _disposed = true;
            _graph.Dispose();
        }

        _turn.Release();
    }

    internal static long CheckFiles(string folder, EmbeddingConfig config)
    {
        var files = new ModelFolder(folder);
        var path = files.Require(config.ModelFile, "An embedding model's folder");
        return OnnxWeights.Check(files, config.ModelFile, OnnxFile.Read(path));
    }

    private static EmbeddingModel LoadChecked(string folder, RunnerOptions options)
    {
        var config = EmbeddingConfig.Read(folder);
        CheckFiles(folder, config);
        var manifest = ModelManifest.Read(folder);
        FileHashes.Verify(new ModelFolder(folder), manifest);
        var path = new ModelFolder(folder).Resolve("tokenizer.json", "An embedding model's folder");
        var tokenizer = Tokenizer.Load(path);
        var frame = TokenFrame.Read(path);
        if (frame.Length >= config.MaxTokens)
        {
            throw new ModelLoadException($"{folder}: the model takes {config.MaxTokens} tokens, and the tokens around each input are {frame.Length}.");
        }

        var graph = OpenGraph(Path.Combine(folder, config.ModelFile), options);
        return new EmbeddingModel(manifest, config, tokenizer, frame, graph);
    }

    private static EncoderGraph OpenGraph(string path, RunnerOptions options)
    {
        try
        {
            return new EncoderGraph(path, new OrtSessionOptions
            {
                IntraOpThreads = options.Execution.ResolveThreads(null, ModelFiles.WeightBytes(path)),
                CudaDevice = options.Execution.CudaDevice,
                Entries = new Dictionary<string, string> { ["session.intra_op.allow_spinning"] = "0" },
            });
        }
        catch (OrtException exception)
        {
            throw new ModelLoadException($"ONNX Runtime cannot load {path}: {exception.Message}", exception);
        }
    }

    private int[] Encode(EmbeddingInput input, int index, int? truncateTo)
    {
        var text = input.Text is { } given && _config.LowerCase ? given.ToLowerInvariant() : input.Text;
        var tokens = text is null ? input.Tokens! : _tokenizer.Encode(text, allowSpecial: false);
        var length = tokens.Count + _frame.Length;
        return truncateTo is null && length > _config.MaxTokens
            ? throw new InputTooLongException(index, length, _config.MaxTokens)
            : _frame.Apply(tokens, Math.Min(truncateTo ?? _config.MaxTokens, _config.MaxTokens));
    }

    private static int CountBatch(int[][] rows, int[] order, int start)
    {
        var count = 1;
        while (start + count < order.Length && count < BatchRows && (count + 1) * rows[order[start + count]].Length <= BatchTokens)
        {
            count++;
        }

        return count;
    }

    private async Task RunAsync(int[][] rows, ReadOnlyMemory<int> batch, float[][] vectors, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                Run(rows, batch.Span, vectors);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private void Run(int[][] rows, ReadOnlySpan<int> batch, float[][] vectors)
    {
        if (_disposed)
        {
            throw new EngineUnavailableException("The model is being unloaded.");
        }

        var inputs = new int[batch.Length][];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = rows[batch[i]];
        }

        var results = new float[inputs.Length][];
        try
        {
            _graph.Run(inputs, results, _config.Pooling);
        }
        catch (OrtException exception)
        {
            throw new EngineUnavailableException("The model failed on a run. The request may be sent again.", exception);
        }

        for (var i = 0; i < results.Length; i++)
        {
            vectors[batch[i]] = results[i];
            if (_config.Normalize)
            {
                Vectors.Normalize(results[i]);
            }
        }
    }
}
