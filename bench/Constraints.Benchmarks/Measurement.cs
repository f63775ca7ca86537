using Switchyard.Inference.Constraints;

namespace Switchyard.Constraints.Benchmarks;

/// <summary>Random texts under a grammar, written twice: the first time every mask is new or found for the first time by a text before, the second time all have been asked for.</summary>
internal sealed class Measurement(ConstraintVocabulary vocabulary, ReadOnlyMemory<byte>[] tokens, Grammar grammar)
{
    private const int MaxTokens = 120;

    private readonly TokenMask _mask = new(vocabulary.Width);
    private readonly List<int> _allowed = [];

    public static string Header => "| grammar | compile ms | fills | cold p50 µs | p90 | p99 | max | warm p50 µs | p90 | p99 | max | warm bytes a token |\n|---|---|---|---|---|---|---|---|---|---|---|---|";

    public string Run(int walks, int seed)
    {
        var start = Clock.Now();
        var constraint = grammar.Compile(new ConstraintCompiler(vocabulary, 1));
        var compile = (Clock.Now() - start) / 1000;
        var texts = new List<List<int>>();
        var cold = new List<double>();
        for (var walk = 0; walk < walks; walk++)
        {
            texts.Add(Walk(constraint, new Random(seed + walk), cold));
        }

        var warm = new List<double>(cold.Count);
        var states = texts.ConvertAll(_ => constraint.Start());
        Replay(texts, states.ConvertAll(_ => constraint.Start()), []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Replay(texts, states, warm);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return $"| {grammar.Name} | {compile:F0} | {cold.Count} | {Row(cold)} | {Row(warm)} | {(double)allocated / warm.Count:F0} |";
    }

    private static string Row(List<double> times)
    {
        times.Sort();
        double[] at = [times[times.Count / 2], times[times.Count * 9 / 10], times[times.Count * 99 / 100], times[^1]];
        return string.Join(" | ", at.Select(time => time.ToString("F1")));
    }

    private void Replay(List<List<int>> texts, List<IConstraintState> states, List<double> times)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var token in texts[i])
            {
                times.Add(Time(states[i]));
                states[i].Accept(token);
            }
        }
    }

    private List<int> Walk(IConstraint constraint, Random random, List<double> times)
    {
        var state = constraint.Start();
        var text = new List<int>();
        while (text.Count < MaxTokens)
        {
            times.Add(Time(state));
            var token = Choose(random, text.Count);
            if (token < 0 || (state.CanEnd && random.Next(10) == 0))
            {
                times.RemoveAt(times.Count - 1);
                break;
            }

            state.Accept(token);
            text.Add(token);
        }

        return text;
    }

    private double Time(IConstraintState state)
    {
        var start = Clock.Now();
        state.Fill(_mask);
        return Clock.Now() - start;
    }

    // Any allowed token; now and then, and the more the longer the text is, one that begins with what closes strings, arrays and objects.
    private int Choose(Random random, int length)
    {
        _allowed.Clear();
        for (var id = 0; id < _mask.Count; id++)
        {
            if (_mask[id])
            {
                _allowed.Add(id);
            }
        }

        if (_allowed.Count == 0)
        {
            return -1;
        }

        var closing = random.Next(100) < 20 + length ? _allowed.Where(id => tokens[id].Span[0] is (byte)'"' or (byte)'}' or (byte)']').ToList() : [];
        return closing.Count > 0 ? closing[random.Next(closing.Count)] : _allowed[random.Next(_allowed.Count)];
    }
}
