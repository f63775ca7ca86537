namespace Switchyard.Router.Strategies;

/// <summary>How several models serve one request.</summary>
internal enum StrategyKind
{
    /// <summary>One after the other, until one answers.</summary>
    Fallback,

    /// <summary>One drawn by weight, then the others until one answers.</summary>
    Weighted,

    /// <summary>The cheapest, then the next by price until one answers.</summary>
    Cheapest,

    /// <summary>The one whose description is nearest to what the request means, then the next by that until one answers.</summary>
    Semantic,

    /// <summary>All at once; the first good answer is taken and the others are cancelled.</summary>
    Race,

    /// <summary>The first, and the second as well where the first is slower than it nearly always is.</summary>
    Hedge,

    /// <summary>The cheap ones first; the next where an answer does not pass the checks.</summary>
    Cascade,

    /// <summary>All, and the answer that most of them give.</summary>
    Vote,

    /// <summary>All, and all their answers.</summary>
    Parallel,
}
