using System.Text;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Makes normalizers of their description in <c>tokenizer.json</c>.</summary>
internal static class NormalizerFactory
{
    /// <exception cref="Inference.Models.ModelLoadException">The description is broken or not served.</exception>
    public static INormalizer Read(ComponentReader reader)
    {
        INormalizer normalizer = reader.RequireString("type") switch
        {
            "Sequence" => new SequenceNormalizer([.. reader.FindComponents("normalizers").Select(Read)]),
            "NFC" => new UnicodeNormalizer(NormalizationForm.FormC),
            "NFD" => new UnicodeNormalizer(NormalizationForm.FormD),
            "NFKC" => new UnicodeNormalizer(NormalizationForm.FormKC),
            "NFKD" => new UnicodeNormalizer(NormalizationForm.FormKD),
            "Lowercase" => LowercaseNormalizer.Instance,
            "Strip" => new StripNormalizer(reader.FindBool("strip_left", true), reader.FindBool("strip_right", true)),
            "StripAccents" => new StripAccentsNormalizer(),
            "Replace" => new ReplaceNormalizer(Patterns.PatternFactory.Read(reader), reader.RequireString("content")),
            "Prepend" => new PrependNormalizer(reader.RequireString("prepend")),
            "BertNormalizer" => ReadBert(reader),
            "Nmt" => new NmtNormalizer(),
            "Precompiled" => new PrecompiledNormalizer(ReadCharsMap(reader)),
            "ByteLevel" => new ByteLevelNormalizer(),
            _ => throw reader.Refuse("type", "the normalizer is not served"),
        };
        reader.End();
        return normalizer;
    }

    private static BertNormalizer ReadBert(ComponentReader reader)
    {
        var lowercases = reader.FindBool("lowercase", true);
        return new BertNormalizer
        {
            CleansText = reader.FindBool("clean_text", true),
            SeparatesIdeographs = reader.FindBool("handle_chinese_chars", true),
            StripsAccents = reader.FindBool("strip_accents", lowercases),
            Lowercases = lowercases,
        };
    }

    private static CharsMap ReadCharsMap(ComponentReader reader)
    {
        var text = reader.RequireString("precompiled_charsmap");
        try
        {
            return new CharsMap(Convert.FromBase64String(text));
        }
        catch (FormatException exception)
        {
            throw reader.Refuse("precompiled_charsmap", exception.Message.TrimEnd('.'));
        }
    }
}
