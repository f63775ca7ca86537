namespace Switchyard.Inference.Constraints.Matching;

/// <summary>What a walk through the vocabulary found for one state of a lexeme.</summary>
/// <param name="Words">The tokens that stay in the lexeme as a mask, or null if they are few.</param>
/// <param name="Ids">The tokens that stay in the lexeme, if they are few.</param>
/// <param name="Endings">The nodes of the trie at which the lexeme must end.</param>
/// <param name="Passings">The nodes at which it may end or go on, and beyond which there are tokens.</param>
internal sealed record HeadMask(ulong[]? Words, int[] Ids, int[] Endings, int[] Passings)
{
    /// <summary>Gets the size in memory, in bytes.</summary>
    public long ByteCount => 128 + (8L * (Words?.Length ?? 0)) + (4L * (Ids.Length + Endings.Length + Passings.Length));
}
