using System.Diagnostics.CodeAnalysis;
using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Scheduling;

/// <summary>
/// Runs the sequences that hold a slot: chunks of prompts, one slot a run, and one token for every slot that generates, in a single run
/// over the slots [0, n). Rows of that range which do not generate fill their place: each writes one position that nobody reads.
/// </summary>
/// <remarks>Used by the engine's thread alone.</remarks>
internal sealed class Batch(IModelExecutor runner, SlotTable slots, SlotMemory memory, PrefixCache? prefixes, EngineCounters counters, TimeProvider time)
{
    private readonly Compaction _compaction = new();
    private int _nextPrefill;

    /// <summary>Gets or sets who hears of tokens.</summary>
    public IEngineObserver? Observer { get; set; }

    /// <summary>Gets what ended in the last run, and why it failed if it did. The caller frees their slots and takes them off.</summary>
    public Queue<(int Slot, Exception? Failure)> Ended { get; } = new();

    /// <summary>
    /// Runs prompts, each in its turn, up to one chunk's tokens in all, so that nobody's text stands still for longer than that. A prompt's
    /// chunk is never made smaller to fit in: where chunks begin and end must not depend on who else is there.
    /// </summary>
    public void Prefill()
    {
        var left = runner.ChunkLength;
        var first = _nextPrefill;
        for (var i = 0; i < slots.Count && left > 0; i++)
        {
            var slot = (first + i) % slots.Count;
            if (slots[slot] is { IsPrefilling: true } sequence)
            {
                Reuse(slot, sequence);
                var chunk = sequence.NextChunk(runner.ChunkLength);
                if (chunk.Length > left)
                {
                    return;
                }

                left -= chunk.Length;
                _nextPrefill = slot + 1;
                RunChunk(slot, sequence, chunk);
            }
        }
    }

    /// <summary>Runs one token for each slot that generates.</summary>
    public void Decode()
    {
        var last = Compact();
        if (last < 0)
        {
            return;
        }

        var rows = 0;
        for (var slot = 0; slot <= last; slot++)
        {
            var sequence = slots[slot];
            if (sequence is { IsPrefilling: false })
            {
                runner.SetDecode(slot, sequence.LastToken, sequence.Position);
                rows++;
            }
            else
            {
                runner.SetIdle(slot, sequence?.Position ?? 0);
            }

            if (sequence is null)
            {
                memory.Touch(slot);
            }
        }

        var started = time.GetTimestamp();
        runner.Decode(last + 1);
        var now = time.GetTimestamp();
        counters.AddDecode(rows, started, now);
        for (var slot = 0; slot <= last; slot++)
        {
            if (slots[slot] is { IsPrefilling: false } sequence)
            {
                sequence.Advance(1);
                TakeToken(slot, sequence, runner.Logits(slot), now);
            }
        }
    }

    /// <summary>Keeps what a sequence has computed, before its slot goes to another.</summary>
    public void Keep(int slot, Sequence sequence) => prefixes?.Store(slot, sequence.Computed);

    // Looked for before each chunk, not only the first: of several requests that come together and begin alike, each then takes over
    // what another has run meanwhile. Who asks for the prompt's scores gets nothing from others, who have none.
    private void Reuse(int slot, Sequence sequence)
    {
        if (prefixes is not null && sequence.Scorer is null && prefixes.Restore(slot, sequence.Reusable, sequence.Position) - sequence.Position is > 0 and var found)
        {
            sequence.Advance(found);
            sequence.Generation.CountCached(found);
            counters.AddHit(found);
        }
    }

    private void RunChunk(int slot, Sequence sequence, ReadOnlySpan<int> chunk)
    {
        var started = time.GetTimestamp();
        var logits = runner.Prefill(slot, chunk, sequence.Position);
        var now = time.GetTimestamp();
        counters.AddPrefill(chunk.Length, started, now);
        if (sequence.Scorer is { } scorer)
        {
            Score(sequence, scorer, chunk.Length);
        }

        sequence.Advance(chunk.Length);
        Keep(slot, sequence);
        if (sequence.IsPrefilling)
        {
            return;
        }

        if (sequence.GeneratesNothing)
        {
            sequence.EndEmpty();
            Ended.Enqueue((slot, null));
        }
        else
        {
            TakeToken(slot, sequence, logits, now);
        }
    }

    private void Score(Sequence sequence, PromptScorer scorer, int length)
    {
        var count = Math.Min(length, sequence.PromptLength - sequence.Position - 1);
        for (var i = 0; i < count; i++)
        {
            scorer.Add(runner.ChunkLogits(i), sequence.PromptToken(sequence.Position + i + 1));
        }
    }

    // What one request asked for (a constraint, a stop string) must not end the others: whatever it throws is its own affair.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A constraint may throw anything, and the failure is handed to its request.")]
    private void TakeToken(int slot, Sequence sequence, Span<float> logits, long now)
    {
        try
        {
            var ended = sequence.Next(logits);
            counters.AddGenerated();
            counters.SeeLength(sequence.Position + 1);
            sequence.Clock.Token(now, time, Observer);
            if (ended)
            {
                Ended.Enqueue((slot, null));
            }
        }
        catch (Exception exception)
        {
            Ended.Enqueue((slot, exception));
        }
    }

    private int Compact()
    {
        var last = slots.HighestGenerating;
        while (last >= 0 && _compaction.ShouldMove(slots.CountFreeBefore(last), slots[last]!.Position))
        {
            var hole = slots.LowestFree;
            runner.Move(last, hole, slots[last]!.Position);
            slots.Move(last, hole);
            memory.Free(last);
            memory.Take(hole);
            counters.AddMove();
            last = slots.HighestGenerating;
        }

        return last;
    }
}
