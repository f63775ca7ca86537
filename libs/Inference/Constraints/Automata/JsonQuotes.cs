namespace Switchyard.Inference.Constraints.Automata;

/// <summary>Puts quotes around an automaton of a JSON string's content, in which a bare quote never stands between characters.</summary>
internal static class JsonQuotes
{
    public static Dfa? Add(Dfa content, AutomatonLimits limits)
    {
        if (!limits.Usable.Contains((byte)'"'))
        {
            return null;
        }

        var (classes, classCount, quote) = Isolate(content);
        var builder = new DfaBuilder(classes, classCount, limits);
        var start = builder.AddState(StateFlags.None);
        for (var state = 0; state < content.StateCount; state++)
        {
            builder.AddState(content.Flags(state) & StateFlags.Boundary);
        }

        var end = builder.AddState(StateFlags.Accepting);
        builder.SetNext(start, quote, Dfa.Start + 1);
        for (var state = 0; state < content.StateCount; state++)
        {
            for (var value = 0; value < 256; value++)
            {
                var next = content.Next(state, (byte)value);
                builder.SetNext(state + 1, classes[value], next == Dfa.Dead ? Dfa.Dead : next + 1);
            }

            if (content.Flags(state).HasFlag(StateFlags.Accepting))
            {
                builder.SetNext(state + 1, quote, end);
            }
        }

        return builder.Build();
    }

    private static (byte[] Classes, int Count, int Quote) Isolate(Dfa content)
    {
        var classes = new byte[256];
        for (var value = 0; value < 256; value++)
        {
            classes[value] = (byte)content.ClassOf(value);
        }

        var shared = classes['"'];
        if (classes.Count(item => item == shared) == 1)
        {
            return (classes, content.ClassCount, shared);
        }

        classes['"'] = (byte)content.ClassCount;
        return (classes, content.ClassCount + 1, content.ClassCount);
    }
}
