namespace Switchyard.Inference.Scheduling;

/// <summary>The counts behind <see cref="EngineStatistics"/>: written by the engine's thread alone, read by any.</summary>
internal sealed class EngineCounters(TimeProvider time)
{
    private long _promptTokens;
    private long _queryTokens;
    private long _hitTokens;
    private long _generatedTokens;
    private long _decodeSteps;
    private long _decodeRows;
    private long _prefillTime;
    private long _decodeTime;
    private long _queueTime;
    private long _moves;
    private long _usedPositions;
    private int _longest;

    /// <summary>Gets the tokens run since the last <see cref="EndTurn"/>.</summary>
    public int TurnTokens { get; private set; }

    public void AddQuery(int tokens) => Add(ref _queryTokens, tokens);

    public void AddHit(int tokens)
    {
        Add(ref _hitTokens, tokens);
        Add(ref _promptTokens, tokens);
    }

    public void AddPrefill(int tokens, long started, long ended)
    {
        Add(ref _promptTokens, tokens);
        Add(ref _prefillTime, ended - started);
        TurnTokens += tokens;
    }

    public void AddDecode(int rows, long started, long ended)
    {
        Add(ref _decodeSteps, 1);
        Add(ref _decodeRows, rows);
        Add(ref _decodeTime, ended - started);
        TurnTokens += rows;
    }

    public void AddGenerated() => Add(ref _generatedTokens, 1);

    public void AddQueued(long ticks) => Add(ref _queueTime, ticks);

    public void AddMove() => Add(ref _moves, 1);

    public void SeeLength(int tokens) => Volatile.Write(ref _longest, Math.Max(_longest, tokens));

    /// <summary>Ends a turn of the engine, after which its slots hold <paramref name="usedPositions"/>.</summary>
    public void EndTurn(long usedPositions)
    {
        Volatile.Write(ref _usedPositions, usedPositions);
        TurnTokens = 0;
    }

    /// <summary>Sets what has been counted to nothing.</summary>
    public void Clear()
    {
        (_promptTokens, _queryTokens, _hitTokens, _generatedTokens) = (0, 0, 0, 0);
        (_decodeSteps, _decodeRows, _prefillTime, _decodeTime) = (0, 0, 0, 0);
        (_queueTime, _moves, _longest) = (0, 0, 0);
    }

    public EngineStatistics Read(int running, int waiting, long positions, long cacheBytes) => new()
    {
        Running = running,
        Waiting = waiting,
        KeyValueUsage = Volatile.Read(ref _usedPositions) / (double)positions,
        PromptTokens = Volatile.Read(ref _promptTokens),
        PrefixQueryTokens = Volatile.Read(ref _queryTokens),
        PrefixHitTokens = Volatile.Read(ref _hitTokens),
        PrefixCacheBytes = cacheBytes,
        GeneratedTokens = Volatile.Read(ref _generatedTokens),
        DecodeSteps = Volatile.Read(ref _decodeSteps),
        DecodeRows = Volatile.Read(ref _decodeRows),
        PrefillTime = ToTime(ref _prefillTime),
        DecodeTime = ToTime(ref _decodeTime),
        QueueTime = ToTime(ref _queueTime),
        Moves = Volatile.Read(ref _moves),
        LongestSequence = Volatile.Read(ref _longest),
    };

    private TimeSpan ToTime(ref long ticks) => time.GetElapsedTime(0, Volatile.Read(ref ticks));

    private static void Add(ref long counter, long value) => Volatile.Write(ref counter, counter + value);
}
