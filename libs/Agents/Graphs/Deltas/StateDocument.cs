using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>A state as JSON, with its top-level properties found. Immutable.</summary>
internal sealed class StateDocument
{
    private readonly List<DocumentProperty> _properties = [];

    /// <param name="utf8">The JSON without spaces between its tokens; kept.</param>
    /// <param name="options">How deep it may be.</param>
    private StateDocument(byte[] utf8, JsonReaderOptions options)
    {
        Utf8 = utf8;
        var reader = new Utf8JsonReader(utf8, options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidOperationException("A graph's state is not a JSON object: make it a record with properties.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var nameStart = (int)reader.TokenStartIndex;
            var nameLength = reader.ValueSpan.Length + 2;
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            _properties.Add(new DocumentProperty(nameStart, nameLength, valueStart, (int)reader.BytesConsumed - valueStart));
        }
    }

    public static StateDocument Empty { get; } = new("{}"u8.ToArray(), default);

    public byte[] Utf8 { get; }

    public IReadOnlyList<DocumentProperty> Properties => _properties;

    public static StateDocument Of<TState>(TState state, JsonTypeInfo<TState> type) =>
        new(EntryJson.Write((state, type), static (writer, source) => JsonSerializer.Serialize(writer, source.state, source.type)), new JsonReaderOptions { MaxDepth = type.Options.MaxDepth });

    public static StateDocument Of(JsonElement state) => new(EntryJson.Write(state.WriteTo), EntryJson.ReaderOptions);

    public TState Read<TState>(JsonTypeInfo<TState> type) =>
        JsonSerializer.Deserialize(Utf8, type) ?? throw new InvalidOperationException("A graph's state was read as nothing: its JSON must be an object.");

    public ReadOnlySpan<byte> Name(DocumentProperty property) => Utf8.AsSpan(property.NameStart, property.NameLength);

    public ReadOnlySpan<byte> Value(DocumentProperty property) => Utf8.AsSpan(property.ValueStart, property.ValueLength);

    /// <summary>Finds a property by its name with quotes, first where it is expected: states of one type have their properties in one order.</summary>
    public DocumentProperty? Find(ReadOnlySpan<byte> name, int expected)
    {
        if (expected < _properties.Count && Name(_properties[expected]).SequenceEqual(name))
        {
            return _properties[expected];
        }

        foreach (var property in _properties)
        {
            if (Name(property).SequenceEqual(name))
            {
                return property;
            }
        }

        return null;
    }
}
