namespace Switchyard.Inference.Execution;

/// <summary>
/// Runs a decoder over a fixed number of slots, each with the keys and values of one sequence. This is all the engine needs of a model:
/// sampling, constraints and scheduling are the same whatever runs the graph.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
internal interface IModelExecutor : IDisposable
{
    int Slots { get; }

    /// <summary>Gets the positions of one slot.</summary>
    int Capacity { get; }

    /// <summary>Gets the most tokens one chunk may have.</summary>
    int ChunkLength { get; }

    /// <summary>Gets the number of logits of one token.</summary>
    int VocabularySize { get; }

    /// <summary>Gets whether a run of a prompt gives the logits of all its tokens, not of the last alone.</summary>
    bool HasAllLogits { get; }

    /// <summary>Gets the slots' keys and values, or null where they are out of reach: then no prompt's beginning is kept for others.</summary>
    KeyValueCache? Cache { get; }

    /// <summary>Runs <paramref name="tokens"/> at positions <paramref name="past"/> and on in <paramref name="slot"/>; 0 begins a sequence.</summary>
    /// <returns>The logits after the last token; the caller may change them, and they are valid until the next run.</returns>
    Span<float> Prefill(int slot, ReadOnlySpan<int> tokens, int past);

    /// <summary>Gets the logits after a token of the last <see cref="Prefill"/>, where <see cref="HasAllLogits"/>; valid until the next run.</summary>
    ReadOnlySpan<float> ChunkLogits(int index);

    /// <summary>Says which token <paramref name="slot"/> runs in the next <see cref="Decode"/>, and at which position.</summary>
    void SetDecode(int slot, int token, int position);

    /// <summary>Says that <paramref name="slot"/> generates nothing in the next <see cref="Decode"/>.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="position">A position nobody reads, for what has to fill its row.</param>
    void SetIdle(int slot, int position);

    /// <summary>Runs one token in each of the slots [0, <paramref name="count"/>) that generate.</summary>
    void Decode(int count);

    /// <summary>Gets a slot's logits after <see cref="Decode"/>; valid until the next.</summary>
    Span<float> Logits(int slot);

    /// <summary>Moves a sequence of <paramref name="count"/> positions over what a free slot holds.</summary>
    void Move(int from, int to, int count);

    /// <summary>Gives back the memory of a slot that is free.</summary>
    void Return(int slot);
}
