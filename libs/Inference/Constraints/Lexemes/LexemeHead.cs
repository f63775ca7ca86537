namespace Switchyard.Inference.Constraints.Lexemes;

/// <summary>What a vocabulary's tokens do from one state of a lexeme: those that stay in it whatever follows, and the nodes of the trie after which something else begins.</summary>
internal ref struct LexemeHead
{
    /// <summary>Gets or sets the tokens that stay, as a mask; empty if they are in <see cref="Ids"/>.</summary>
    public ReadOnlySpan<ulong> Words { get; set; }

    /// <summary>Gets or sets the tokens that stay, as ids.</summary>
    public ReadOnlySpan<int> Ids { get; set; }

    /// <summary>Gets or sets the nodes at which the lexeme must end: the token that ends there, and what goes on behind it.</summary>
    public ReadOnlySpan<int> Endings { get; set; }

    /// <summary>Gets or sets the nodes at which the lexeme may end or go on: what goes on behind them, as something else.</summary>
    public ReadOnlySpan<int> Passings { get; set; }

    /// <summary>Gets or sets the characters on the way to each of <see cref="Endings"/>; empty where they do not matter.</summary>
    public ReadOnlySpan<int> Characters { get; set; }

    /// <summary>Gets or sets the least of <see cref="Characters"/> with which the lexeme may end.</summary>
    public int MinCharacters { get; set; }

    /// <summary>Gets or sets the most of <see cref="Characters"/> with which the lexeme may end.</summary>
    public int MaxCharacters { get; set; }
}
