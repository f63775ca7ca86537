using System.Text;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Embeddings;

/// <summary>
/// The embedder that is always there: it needs no folder and no network. A text becomes lower case and is split into words, runs of
/// letters, marks and digits. Its features are the words, pairs of neighbouring words, and the 3- and 4-grams of each word written as
/// <c>^word$</c>, so that inflected and misspelt words stay close. A word weighs by its length, because short ones are mostly grammar
/// in any language; the parts of a word weigh together more than the word. Each feature is hashed to two of 384 places, each with a
/// sign, so that collisions cancel out on average; the vector is scaled to length 1. The same text gives the same bits everywhere.
/// It knows spelling, not meaning: synonyms are far apart.
/// </summary>
public sealed class LexicalEmbedder : IEmbedder
{
    /// <summary>The model's name.</summary>
    public const string ModelName = "lexical";

    /// <summary>The length of its vectors.</summary>
    public const int VectorLength = 384;

    private const int MaxWords = 65_536;
    private const float PairWeight = 0.5f;
    private const float PartWeight = 1.8f;

    private enum Feature : byte
    {
        Word,
        Pair,
        Part,
        Symbol,
    }

    /// <inheritdoc/>
    public ModelManifest Manifest { get; } = new()
    {
        Name = ModelName,
        Description = "Built in: hashed words and parts of words. Finds texts that share words, also misspelt ones; knows nothing of meaning.",
    };

    /// <summary>Gets the most words of an input.</summary>
    public int ContextLength => MaxWords;

    /// <inheritdoc/>
    public int Slots => Environment.ProcessorCount;

    /// <inheritdoc/>
    public int Running => 0;

    /// <inheritdoc/>
    public int Dimensions => VectorLength;

    /// <inheritdoc/>
    public int VocabularySize => 0;

    /// <inheritdoc/>
    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public Task<EmbeddingResult> EmbedAsync(IReadOnlyList<EmbeddingInput> inputs, int? truncateTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var vectors = new float[inputs.Count][];
        var tokens = 0;
        for (var i = 0; i < vectors.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var words = SplitWords(inputs[i].Text ?? throw new ArgumentException("The lexical embedder takes text only.", nameof(inputs)));
            if (words.Count > MaxWords && truncateTo is null)
            {
                throw new InputTooLongException(i, words.Count, MaxWords);
            }

            var taken = Math.Min(words.Count, Math.Min(truncateTo ?? MaxWords, MaxWords));
            vectors[i] = Embed(words, taken);
            tokens += taken;
        }

        return Task.FromResult(new EmbeddingResult(vectors, tokens));
    }

    /// <inheritdoc/>
    /// <remarks>Features lie anywhere in the vector, so its beginning may hold none of a short text's: all places are folded onto the fewer.</remarks>
    public float[] Shorten(float[] vector, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(vector);
        if (dimensions == vector.Length)
        {
            return vector;
        }

        var folded = new float[dimensions];
        for (var i = 0; i < vector.Length; i++)
        {
            folded[i % dimensions] += vector[i];
        }

        // All may cancel out where there are few places; a text is never nowhere.
        if (!folded.AsSpan().ContainsAnyExcept(0f))
        {
            folded[0] = 1;
        }

        Vectors.Normalize(folded);
        return folded;
    }

    /// <summary>Makes the vector of one text.</summary>
    public static float[] Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = SplitWords(text);
        return Embed(words, words.Count);
    }

    private static float[] Embed(List<string> words, int count)
    {
        var features = new LexicalFeatures();
        for (var i = 0; i < count; i++)
        {
            AddWord(features, words[i]);
            if (i > 0)
            {
                features.Add((byte)Feature.Pair, $"{words[i - 1]} {words[i]}", PairWeight * MathF.Sqrt(WeightOf(words[i - 1]) * WeightOf(words[i])));
            }
        }

        // A text of blanks alone is still a text: all of them are alike.
        if (count == 0)
        {
            features.Add((byte)Feature.Symbol, default, 1);
        }

        var vector = new float[VectorLength];
        features.Project(vector);
        Vectors.Normalize(vector);
        return vector;
    }

    private static void AddWord(LexicalFeatures features, string word)
    {
        var weight = WeightOf(word);
        features.Add((byte)Feature.Word, word, weight);
        var framed = $"^{word}$";
        var parts = Math.Max(0, framed.Length - 2) + Math.Max(0, framed.Length - 3);
        for (var size = 3; size <= 4; size++)
        {
            for (var start = 0; start + size <= framed.Length; start++)
            {
                features.Add((byte)Feature.Part, framed.AsSpan(start, size), PartWeight * weight / MathF.Sqrt(parts));
            }
        }
    }

    private static float WeightOf(string word) => word.Length switch
    {
        1 or 2 => 0.25f,
        3 => 0.5f,
        4 => 0.75f,
        _ => 1,
    };

    // A symbol is a word of its own, punctuation and blanks only separate: "c" and "c++" differ.
    private static List<string> SplitWords(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (Rune.IsLetterOrDigit(lower) || Rune.GetUnicodeCategory(lower) is System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                word.Append(lower.ToString());
                continue;
            }

            End(words, word);
            if (!Rune.IsWhiteSpace(lower) && !Rune.IsPunctuation(lower))
            {
                words.Add(lower.ToString());
            }
        }

        End(words, word);
        return words;
    }

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
