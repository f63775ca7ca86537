using Switchyard.AgentHost.Runs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Switchyard.AgentHost.Definitions.Yaml;

/// <summary>
/// Reads one YAML document into values that know their place. Only what a definition needs: anchors, aliases and tags are refused, so that no document grows as it is read, and depth is
/// bounded, so that none overflows the stack. JSON is YAML, and is read by the same code.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 8;

    private readonly Parser _parser;
    private readonly MistakeList _mistakes;

    private YamlTree(string text, MistakeList mistakes)
    {
        _parser = new Parser(new StringReader(text));
        _mistakes = mistakes;
    }

    /// <summary>The document's value; null where it cannot be read, and the mistakes say why.</summary>
    public static YamlValue? Read(string text, MistakeList mistakes)
    {
        try
        {
            return new YamlTree(text, mistakes).ReadDocument();
        }
        catch (YamlException exception)
        {
            mistakes.Add((int)exception.Start.Line, (int)exception.Start.Column, string.Empty, $"This cannot be read as YAML: {exception.Message}");
            return null;
        }
    }

    private YamlValue? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _mistakes.Add(1, 1, string.Empty, "There is nothing in this document.");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var value = ReadValue(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _mistakes.Add((int)second.Start.Line, (int)second.Start.Column, string.Empty, "A second document begins here; one file is one agent.");
        }

        return value;
    }

    private YamlValue ReadValue(int depth)
    {
        var start = _parser.Current!.Start;
        if (depth > MaxDepth)
        {
            throw new YamlException(start, start, $"values lie in one another deeper than {MaxDepth}.");
        }

        switch (_parser.Current)
        {
            case AnchorAlias alias:
                throw Extra(alias);
            case NodeEvent node:
                RefuseExtras(node);
                break;
        }

        return _parser.Current switch
        {
            MappingStart => ReadMapping(start, depth),
            SequenceStart => ReadSequence(start, depth),
            _ => ReadText(),
        };
    }

    private YamlValue ReadMapping(Mark start, int depth)
    {
        _parser.Consume<MappingStart>();
        var members = new List<YamlMember>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.Consume<Scalar>();
            RefuseExtras(key);
            if (members.Exists(member => member.Key == key.Value))
            {
                _mistakes.Add((int)key.Start.Line, (int)key.Start.Column, key.Value, $"'{key.Value}' is here twice; remove one.");
            }

            members.Add(new YamlMember(key.Value, (int)key.Start.Line, (int)key.Start.Column, ReadValue(depth + 1)));
        }

        return new YamlValue(YamlKind.Mapping, (int)start.Line, (int)start.Column) { Members = members };
    }

    private YamlValue ReadSequence(Mark start, int depth)
    {
        _parser.Consume<SequenceStart>();
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadValue(depth + 1));
        }

        return new YamlValue(YamlKind.Sequence, (int)start.Line, (int)start.Column) { Items = items };
    }

    private YamlValue ReadText()
    {
        var scalar = _parser.Consume<Scalar>();
        if (!SafeText.IsClean(scalar.Value))
        {
            _mistakes.Add((int)scalar.Start.Line, (int)scalar.Start.Column, string.Empty, "This text holds a NUL character or half of a surrogate pair; remove it.");
        }

        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL");
        return new YamlValue(YamlKind.Text, (int)scalar.Start.Line, (int)scalar.Start.Column) { Text = scalar.Value, IsNull = isNull };
    }

    private static void RefuseExtras(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)
        {
            throw Extra(node);
        }
    }

    private static YamlException Extra(ParsingEvent at) => new(at.Start, at.End, "anchors, aliases and tags are not taken here; write the value out.");
}
