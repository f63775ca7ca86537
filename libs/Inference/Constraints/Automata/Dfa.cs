namespace Switchyard.Inference.Constraints.Automata;

/// <summary>A deterministic automaton over bytes in which every state can still reach the end; state 0 is the start.</summary>
/// <param name="classes">The class of each byte.</param>
/// <param name="classCount">The number of classes.</param>
/// <param name="next">For each state, the next state by class; <see cref="Dead"/> where there is none.</param>
/// <param name="flags">What is known of each state.</param>
internal sealed class Dfa(byte[] classes, int classCount, int[] next, StateFlags[] flags)
{
    public const int Dead = -1;
    public const int Start = 0;
    public const int MaxStates = 20_000;

    public int StateCount => flags.Length;

    public int ClassCount => classCount;

    public int Next(int state, byte value) => next[(state * classCount) + classes[value]];

    public int NextByClass(int state, int byteClass) => next[(state * classCount) + byteClass];

    public int ClassOf(int value) => classes[value];

    public StateFlags Flags(int state) => flags[state];

    /// <summary>Gets whether the automaton takes the whole of <paramref name="text"/>.</summary>
    public bool Accepts(ReadOnlySpan<byte> text)
    {
        var state = Start;
        foreach (var value in text)
        {
            state = Next(state, value);
            if (state == Dead)
            {
                return false;
            }
        }

        return flags[state].HasFlag(StateFlags.Accepting);
    }
}
