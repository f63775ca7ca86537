using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>Where a text stands in a grammar: all the ways in which it can be read so far.</summary>
internal sealed class GrammarState : IConstraintState
{
    // Below this many steps a mask is found about as fast as it is looked up, and not worth its memory.
    private const int MinWorkToKeep = 1024;

    private readonly ConstraintVocabulary _vocabulary;
    private readonly GrammarCache _cache;
    private readonly MaskBuilder _builder;
    private readonly ConfigurationStack _stack = new();
    private Configuration[] _configurations;
    private Configuration[] _spare = new Configuration[8];
    private int _count;
    private ulong[]? _firstMask;

    public GrammarState(GrammarConstraint constraint, GrammarCache cache)
    {
        _vocabulary = constraint.Vocabulary;
        _firstMask = constraint.FirstMask;
        _cache = cache;
        _builder = new MaskBuilder(_vocabulary.Trie, constraint.Heads, new HeadWalker(_vocabulary.Trie, _vocabulary.Width));
        _configurations = [.. cache.Start.Beginnings];
        _count = _configurations.Length;
        FindCanEnd();
    }

    /// <inheritdoc/>
    public bool CanEnd { get; private set; }

    /// <summary>Gets the ways in which the text so far can be read.</summary>
    public ReadOnlySpan<Configuration> Current => _configurations.AsSpan(0, _count);

    /// <inheritdoc/>
    public void Fill(TokenMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Count != _vocabulary.Width)
        {
            throw new ArgumentException($"The mask has {mask.Count} ids, the vocabulary {_vocabulary.Width}.", nameof(mask));
        }

        if (_firstMask is not null)
        {
            _firstMask.CopyTo(mask.Words);
            return;
        }

        if (_cache.Masks.TryGet(Current, mask.Words))
        {
            return;
        }

        _builder.Build(Current, mask.Words);
        if (_builder.Work >= MinWorkToKeep)
        {
            _cache.Masks.Add(Current, mask.Words);
        }
    }

    /// <inheritdoc/>
    public void Accept(int token)
    {
        var bytes = _firstMask is null ? _vocabulary.GetBytes(token) : _vocabulary.GetFirstBytes(token);
        if (bytes.IsEmpty || !TryAdvance(bytes))
        {
            throw new InvalidOperationException($"The constraint does not allow the token {token} here.");
        }

        _firstMask = null;
    }

    /// <summary>Gets whether <paramref name="text"/> can follow, without taking it.</summary>
    public bool Allows(ReadOnlySpan<byte> text)
    {
        Run(text);
        return _stack.Count > 0;
    }

    /// <summary>Takes <paramref name="text"/>, if it can follow.</summary>
    public bool TryAdvance(ReadOnlySpan<byte> text)
    {
        if (!Allows(text))
        {
            return false;
        }

        var kept = _stack[..Math.Min(_stack.Count, Continuation.MaxConfigurations)];
        if (_spare.Length < kept.Length)
        {
            _spare = new Configuration[Math.Max(kept.Length, _spare.Length * 2)];
        }

        kept.CopyTo(_spare);
        _count = kept.Length;
        (_configurations, _spare) = (_spare, _configurations);
        FindCanEnd();
        return true;
    }

    // Leaves the readings after the text, and only them, on the stack.
    private void Run(ReadOnlySpan<byte> text)
    {
        _stack.Reset();
        Run(Current, text);
        if (!_stack.HasOverflowed)
        {
            return;
        }

        // Masks are found for each configuration alone. When there are too many readings to keep, taking a token must lose the same ones.
        var all = new ConfigurationStack();
        foreach (ref readonly var configuration in Current)
        {
            _stack.Reset();
            Run([configuration], text);
            foreach (ref readonly var reading in _stack[..])
            {
                all.Add(reading, 0);
            }
        }

        _stack.Reset();
        _stack.Push(all[..]);
    }

    private void Run(ReadOnlySpan<Configuration> configurations, ReadOnlySpan<byte> text)
    {
        _stack.Push(configurations);
        foreach (var value in text)
        {
            var count = _stack.Count;
            _stack.Step(0, count, value);
            _stack.RemoveFirst(count);
        }
    }

    private void FindCanEnd()
    {
        CanEnd = false;
        foreach (ref readonly var configuration in Current)
        {
            CanEnd |= configuration.Lexeme is null;
        }
    }
}
