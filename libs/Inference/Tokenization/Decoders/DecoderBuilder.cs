using Switchyard.Inference.Tokenization.Normalizers;
using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Puts the parts of a decoder, in the order of the file, into the form of <see cref="DecoderPipeline"/>.</summary>
internal sealed class DecoderBuilder
{
    private readonly List<IDecoderStep> _before = [];
    private readonly List<IDecoderStep> _after = [];
    private ByteStage _byteStage;
    private StripRule? _strip;
    private bool _isFused;

    public DecoderPipeline Build() => new() { Before = _before, ByteStage = _byteStage, After = _after, Strip = _strip };

    /// <summary>Adds the decoder that <paramref name="reader"/> describes.</summary>
    /// <exception cref="Inference.Models.ModelLoadException">The description is broken or not served.</exception>
    public void Add(ComponentReader reader)
    {
        switch (reader.RequireString("type"))
        {
            case "Sequence":
                foreach (var part in reader.FindComponents("decoders"))
                {
                    Add(part);
                }

                break;
            case "Fuse":
                _isFused = true;
                break;
            case "Strip" when _isFused:
                _strip = _strip is null ? ReadStrip(reader) : throw reader.Refuse("type", "a second Strip of the whole text is not served");
                break;
            case not "CTC" when _isFused:
                throw reader.Refuse("type", "only Strip is served after Fuse or ByteLevel");
            case "ByteLevel":
                AddByteLevel(reader);
                break;
            case "ByteFallback":
                _byteStage = _byteStage == ByteStage.None ? ByteStage.Fallback : throw reader.Refuse("type", "a second ByteFallback is not served");
                break;
            default:
                (_byteStage == ByteStage.None ? _before : _after).Add(ReadStep(reader));
                break;
        }

        reader.End();
    }

    private void AddByteLevel(ComponentReader reader)
    {
        if (_byteStage != ByteStage.None)
        {
            throw reader.Refuse("type", "ByteLevel after ByteFallback is not served");
        }

        // These are the pre-tokenizer's and are written here only because both have one description.
        reader.Skip("add_prefix_space", "trim_offsets", "use_regex");
        _byteStage = ByteStage.Level;
        _isFused = true;
    }

    private IDecoderStep ReadStep(ComponentReader reader) => reader.RequireString("type") switch
    {
        "Replace" => new ReplaceStep(new ReplaceNormalizer(PatternFactory.Read(reader), reader.RequireString("content"))),
        "Strip" => new StripStep(ReadStrip(reader)),
        "WordPiece" => new WordPieceStep(reader.FindString("prefix") ?? "##", reader.FindBool("cleanup", true)),
        "BPEDecoder" when _byteStage == ByteStage.None => ReadBytePair(reader),
        "Metaspace" => ReadMetaspace(reader),
        _ => throw reader.Refuse("type", "the decoder is not served"),
    };

    private static BytePairStep ReadBytePair(ComponentReader reader) =>
        (reader.FindString("suffix") ?? "</w>") is { Length: > 0 } suffix ? new BytePairStep(suffix) : throw reader.Refuse("suffix", "a text is expected");

    private static MetaspaceStep ReadMetaspace(ComponentReader reader)
    {
        // How the text was cut does not matter any more.
        reader.Skip("split", "str_rep");
        var drops = reader.FindBool("add_prefix_space", true) && reader.FindString("prepend_scheme") != "never";
        return new MetaspaceStep(ReadCharacter(reader, "replacement"), drops);
    }

    private static StripRule ReadStrip(ComponentReader reader) => new(ReadCharacter(reader, "content"), reader.FindInt("start", 0), reader.FindInt("stop", 0));

    private static char ReadCharacter(ComponentReader reader, string name) =>
        reader.RequireString(name) is { Length: 1 } text ? text[0] : throw reader.Refuse(name, "one character of the basic plane is expected");
}
