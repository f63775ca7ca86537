namespace Switchyard.Inference.Constraints.Automata;

/// <summary>A nondeterministic automaton over bytes, with edges that pass only at the text's start or end.</summary>
internal sealed class Nfa
{
    public const int MaxStates = 50_000;

    private const int MaxEdges = 400_000;

    private readonly List<int> _firstEdge = [];
    private readonly List<bool> _isBoundary = [];
    private readonly List<NfaEdge> _edges = [];

    public int StateCount => _firstEdge.Count;

    public IReadOnlyList<NfaEdge> Edges => _edges;

    public int AddState(bool isBoundary = false)
    {
        if (StateCount == MaxStates)
        {
            throw new AutomatonException($"it needs more than {MaxStates} automaton states (repetition counts multiply)");
        }

        _firstEdge.Add(-1);
        _isBoundary.Add(isBoundary);
        return StateCount - 1;
    }

    public void AddBytes(int from, byte first, byte last, int to) => AddEdge(from, NfaEdgeKind.Bytes, first, last, to);

    public void AddEmpty(int from, int to) => AddEdge(from, NfaEdgeKind.Empty, 0, 0, to);

    public void AddAnchor(int from, bool isStart, int to) => AddEdge(from, isStart ? NfaEdgeKind.Start : NfaEdgeKind.End, 0, 0, to);

    public int FirstEdge(int state) => _firstEdge[state];

    public bool IsBoundary(int state) => _isBoundary[state];

    private void AddEdge(int from, NfaEdgeKind kind, byte first, byte last, int to)
    {
        if (_edges.Count == MaxEdges)
        {
            throw new AutomatonException($"it needs more than {MaxEdges} automaton edges");
        }

        _edges.Add(new NfaEdge(kind, first, last, to, _firstEdge[from]));
        _firstEdge[from] = _edges.Count - 1;
    }
}
