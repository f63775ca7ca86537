using System.Collections.Concurrent;
using System.Text;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Lexemes;

/// <summary>
/// The key of a property that has no schema of its own: any string but the given names. Keys are written without escapes, so that a name
/// has one text. While the key is still the beginning of a name, the state is a node of the names' trie; after that it is a plain string.
/// </summary>
internal sealed class KeyLexeme : Lexeme
{
    private readonly StringHeads _heads;
    private readonly TokenTrie _trie;
    private readonly Dfa _dfa;
    private readonly int _content;
    private readonly List<Dictionary<byte, int>> _children = [[]];
    private readonly List<int> _places = [];
    private readonly List<bool> _isName = [false];
    private readonly ConcurrentDictionary<int, int[]> _endings = new();

    public KeyLexeme(StringHeads heads, TokenTrie trie, IEnumerable<string> names)
    {
        _heads = heads;
        _trie = trie;
        _dfa = heads.Dfa;
        _content = _dfa.Next(Dfa.Start, (byte)'"');
        _places.Add(_content);
        foreach (var name in names)
        {
            AddName(Encoding.UTF8.GetBytes(name));
        }
    }

    public override int Start => Dfa.Start;

    public override int Next(int state, byte value)
    {
        if (state == Dfa.Start)
        {
            return value == '"' ? _dfa.StateCount : Dead;
        }

        if (state < _dfa.StateCount)
        {
            return _dfa.Next(state, value);
        }

        var node = state - _dfa.StateCount;
        if (_children[node].TryGetValue(value, out var child))
        {
            return _dfa.StateCount + child;
        }

        return value == '"' && _isName[node] ? Dead : _dfa.Next(_places[node], value);
    }

    public override StateFlags Flags(int state) => _dfa.Flags(Place(state));

    public override bool TryGetHead(int state, out LexemeHead head)
    {
        head = default;
        if (!_dfa.Flags(Place(state)).HasFlag(StateFlags.Continues) || state == Dfa.Start)
        {
            return false;
        }

        var found = _heads[Place(state)];
        found.Find(int.MaxValue, out var words, out var ids);
        head = new LexemeHead { Words = words, Ids = ids, Endings = state < _dfa.StateCount ? found.EndingNodes : GetEndings(state) };
        return true;
    }

    private int Place(int state) => state < _dfa.StateCount ? state : _places[state - _dfa.StateCount];

    private void AddName(byte[] name)
    {
        // A name that needs an escape can never be such a key.
        if (!_dfa.Accepts([(byte)'"', .. name, (byte)'"']))
        {
            return;
        }

        var node = 0;
        foreach (var value in name)
        {
            if (!_children[node].TryGetValue(value, out var child))
            {
                child = _children.Count;
                _children[node].Add(value, child);
                _children.Add([]);
                _isName.Add(false);
                _places.Add(_dfa.Next(_places[node], value));
            }

            node = child;
        }

        _isName[node] = true;
    }

    // The plain string's endings without those that would complete a name.
    private int[] GetEndings(int state)
    {
        if (_endings.TryGetValue(state, out var endings))
        {
            return endings;
        }

        var completing = new HashSet<int>();
        FindCompleting(0, state - _dfa.StateCount, completing);
        return _endings[state] = [.. _heads[Place(state)].EndingNodes.Where(node => !completing.Contains(node))];
    }

    private void FindCompleting(int trieNode, int node, HashSet<int> completing)
    {
        if (_isName[node])
        {
            completing.Add(_trie.FindChild(trieNode, (byte)'"'));
        }

        foreach (var (value, child) in _children[node])
        {
            if (_trie.FindChild(trieNode, value) is > 0 and var next)
            {
                FindCompleting(next, child, completing);
            }
        }
    }
}
