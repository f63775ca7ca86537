using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>Makes pre-tokenizers of their description in <c>tokenizer.json</c>.</summary>
internal static class PreTokenizerFactory
{
    /// <exception cref="Inference.Models.ModelLoadException">The description is broken or not served.</exception>
    public static IPreTokenizer Read(ComponentReader reader)
    {
        IPreTokenizer preTokenizer = reader.RequireString("type") switch
        {
            "Sequence" => new SequencePreTokenizer([.. reader.FindComponents("pretokenizers").Select(Read)]),
            "ByteLevel" => ReadByteLevel(reader),
            "Metaspace" => ReadMetaspace(reader),
            "Whitespace" => new SplitPreTokenizer(new WordPattern(), SplitBehavior.Removed, inverts: true),
            "WhitespaceSplit" => new SplitPreTokenizer(ClassPattern.WhiteSpace, SplitBehavior.Removed, inverts: false),
            "Split" => new SplitPreTokenizer(PatternFactory.Read(reader), ReadBehavior(reader, null), reader.FindBool("invert", false)),
            "Digits" => new SplitPreTokenizer(ClassPattern.Numeric, reader.FindBool("individual_digits", false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous, inverts: false),
            "Punctuation" => new SplitPreTokenizer(ClassPattern.Punctuation, ReadBehavior(reader, "Isolated"), inverts: false),
            "BertPreTokenizer" => new SequencePreTokenizer(
                [new SplitPreTokenizer(ClassPattern.WhiteSpace, SplitBehavior.Removed, inverts: false), new SplitPreTokenizer(ClassPattern.Punctuation, SplitBehavior.Isolated, inverts: false)]),
            "CharDelimiterSplit" => new SplitPreTokenizer(new StringPattern(ReadCharacter(reader, "delimiter")), SplitBehavior.Removed, inverts: false),
            "FixedLength" => new SplitPreTokenizer(new FixedLengthPattern(ReadLength(reader)), SplitBehavior.Isolated, inverts: false),
            _ => throw reader.Refuse("type", "the pre-tokenizer is not served"),
        };
        reader.End();
        return preTokenizer;
    }

    private static ByteLevelPreTokenizer ReadByteLevel(ComponentReader reader)
    {
        // Offsets into the text are not kept, so nothing is to be trimmed.
        reader.Skip("trim_offsets");
        return new ByteLevelPreTokenizer(reader.FindBool("add_prefix_space", false), reader.FindBool("use_regex", true));
    }

    private static MetaspacePreTokenizer ReadMetaspace(ComponentReader reader)
    {
        var replacement = ReadCharacter(reader, "replacement");
        if (reader.FindString("str_rep") is { } text && text != replacement)
        {
            throw reader.Refuse("str_rep", "another text than 'replacement' is not served");
        }

        var scheme = ReadScheme(reader);
        return new MetaspacePreTokenizer(replacement[0], scheme, reader.FindBool("split", true));
    }

    // Older files have add_prefix_space only, newer ones prepend_scheme, some both.
    private static PrependScheme ReadScheme(ComponentReader reader)
    {
        var addsPrefixSpace = reader.FindBool("add_prefix_space", true);
        var scheme = reader.FindString("prepend_scheme") switch
        {
            null => addsPrefixSpace ? PrependScheme.Always : PrependScheme.Never,
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            _ => throw reader.Refuse("prepend_scheme", "always, first or never is expected"),
        };
        return addsPrefixSpace || scheme == PrependScheme.Never ? scheme : throw reader.Refuse("add_prefix_space", "it contradicts 'prepend_scheme'");
    }

    private static SplitBehavior ReadBehavior(ComponentReader reader, string? otherwise) => (otherwise is null ? reader.RequireString("behavior") : reader.FindString("behavior") ?? otherwise) switch
    {
        "Removed" => SplitBehavior.Removed,
        "Isolated" => SplitBehavior.Isolated,
        "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
        "MergedWithNext" => SplitBehavior.MergedWithNext,
        "Contiguous" => SplitBehavior.Contiguous,
        _ => throw reader.Refuse("behavior", "Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous is expected"),
    };

    private static string ReadCharacter(ComponentReader reader, string name) =>
        reader.RequireString(name) is { Length: 1 } text ? text : throw reader.Refuse(name, "one character of the basic plane is expected");

    private static int ReadLength(ComponentReader reader) => reader.FindInt("length", 5) is > 0 and var length ? length : throw reader.Refuse("length", "a length of 1 or more is expected");
}
