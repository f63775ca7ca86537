using Switchyard.Inference.Constraints;

namespace Switchyard.Inference.Scheduling;

/// <summary>Which tokens a generation may have next: what its constraint allows, and ends of text where the text may end.</summary>
internal sealed class AllowedTokens
{
    private readonly IConstraintState? _constraint;
    private readonly int[] _endOfText;
    private readonly bool _ignoresEndOfText;
    private readonly int[] _ends;
    private readonly int _minTokens;
    private readonly TokenMask? _mask;

    public AllowedTokens(GenerationRequest request, EngineModel model)
    {
        _constraint = request.Constraint?.Start();
        _endOfText = model.EndOfTextIds;
        _ignoresEndOfText = request.IgnoresEndOfText;
        _minTokens = request.MinTokens;
        _ends = [.. request.StopTokens.Union(request.IgnoresEndOfText ? [] : model.EndOfText)];
        _mask = _constraint is null && _minTokens == 0 ? null : new TokenMask(model.Runner.VocabularySize);
    }

    /// <summary>Gets whether <paramref name="token"/> ends the text.</summary>
    public bool IsEnd(int token) => _ends.AsSpan().Contains(token) || (_constraint is not null && _endOfText.AsSpan().Contains(token));

    /// <summary>Takes the next token, which does not end the text.</summary>
    public void Accept(int token) => _constraint?.Accept(token);

    /// <summary>Finds the tokens that may come next.</summary>
    /// <param name="generated">The number of tokens there are.</param>
    /// <param name="allowed">The tokens; null is all. Valid until the next call.</param>
    /// <returns>False where the text is whole, nothing can follow, and the model has no token that would say so.</returns>
    /// <exception cref="InvalidOperationException">The constraint allows no token and its text is not whole.</exception>
    public bool TryFind(int generated, out TokenMask? allowed)
    {
        allowed = _constraint is null && generated >= _minTokens ? null : _mask;
        if (allowed is null)
        {
            return true;
        }

        if (_constraint is null)
        {
            AddAll(allowed);
            Remove(allowed, _ends);
            return true;
        }

        _constraint.Fill(allowed);
        Remove(allowed, _endOfText);
        return FindEnd(_constraint, allowed, generated >= _minTokens);
    }

    // A whole text to which nothing can be added ends, however few tokens it has and whether ends of text are ignored or not.
    private bool FindEnd(IConstraintState constraint, TokenMask allowed, bool mayEnd)
    {
        var canGoOn = allowed.Words.ContainsAnyExcept(0UL);
        if (!constraint.CanEnd)
        {
            return canGoOn ? true : throw new InvalidOperationException("The constraint allows no token and its text is not whole.");
        }

        if (canGoOn && (!mayEnd || _ignoresEndOfText))
        {
            return true;
        }

        foreach (var id in _endOfText)
        {
            if ((uint)id < (uint)allowed.Count)
            {
                allowed.Add(id);
                canGoOn = true;
            }
        }

        return canGoOn;
    }

    private static void AddAll(TokenMask allowed)
    {
        allowed.Words.Fill(ulong.MaxValue);
        if ((allowed.Count & 63) is > 0 and var rest)
        {
            allowed.Words[^1] = (1UL << rest) - 1;
        }
    }

    private static void Remove(TokenMask allowed, ReadOnlySpan<int> ids)
    {
        foreach (var id in ids)
        {
            if ((uint)id < (uint)allowed.Count)
            {
                allowed.Words[id >> 6] &= ~(1UL << (id & 63));
            }
        }
    }
}
