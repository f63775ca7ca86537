using System.Text.Json;
using System.Text.RegularExpressions;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tokenization;

/// <summary>
/// Reads <c>tokenizer.json</c>, the description Hugging Face's tokenizers keep. Served: byte-level BPE, as GPT, Llama 3 and Qwen have it.
/// Every other kind is refused by name, because a tokenizer that is nearly right makes a model that is quietly wrong.
/// </summary>
internal sealed class TokenizerFile
{
    // The pattern that GPT-2's ByteLevel pre-tokenizer has built in (use_regex).
    private const string ByteLevelPattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private readonly string _path;

    private TokenizerFile(string path, JsonElement root)
    {
        _path = path;
        var model = root.Find("model") ?? throw Fail("'model' is missing");
        CheckKind(root, model);
        Vocabulary = ReadVocabulary(model);
        Merges = ReadMerges(model);
        IgnoreMerges = model.FindBool("ignore_merges");
        AddedTokens = ReadAddedTokens(root);
        Pattern = new Regex(ReadPattern(root.Find("pre_tokenizer")), RegexOptions.CultureInvariant | RegexOptions.Compiled);
        PrefixIds = ReadPrefix(root.Find("post_processor"));
    }

    public IReadOnlyDictionary<string, int> Vocabulary { get; }

    /// <summary>Gets the joins: by pair of ids, the rank and the id of the joined token.</summary>
    public IReadOnlyDictionary<long, (int Rank, int Id)> Merges { get; }

    /// <summary>Gets whether a piece that is itself in the vocabulary is taken as it is (Llama 3).</summary>
    public bool IgnoreMerges { get; }

    public IReadOnlyList<AddedToken> AddedTokens { get; }

    public Regex Pattern { get; }

    /// <summary>Gets the tokens that go before plain text, such as Llama's begin of text.</summary>
    public IReadOnlyList<int> PrefixIds { get; }

    public static TokenizerFile Read(string path)
    {
        using var document = JsonFile.Parse(path);
        return new TokenizerFile(path, document.RootElement);
    }

    private void CheckKind(JsonElement root, JsonElement model)
    {
        var kind = model.FindString("type") ?? "BPE";
        if (kind != "BPE" || model.FindBool("byte_fallback") || model.FindString("continuing_subword_prefix") is { Length: > 0 })
        {
            throw Fail($"the tokenizer kind '{kind}' (or its byte_fallback or subword prefix) is not served; byte-level BPE is");
        }

        // NFC (Qwen) is accepted and text is taken as it comes: JSON clients send composed text, and the invariant culture has no tables.
        if (root.Find("normalizer")?.FindString("type") is { } normalizer and not "NFC")
        {
            throw Fail($"the normalizer '{normalizer}' is not served");
        }

        if (root.Find("decoder")?.FindString("type") is { } decoder and not "ByteLevel")
        {
            throw Fail($"the decoder '{decoder}' is not served; ByteLevel is");
        }
    }

    private Dictionary<string, int> ReadVocabulary(JsonElement model)
    {
        var vocabulary = model.Find("vocab") ?? throw Fail("'model.vocab' is missing");
        return vocabulary.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal);
    }

    private Dictionary<long, (int Rank, int Id)> ReadMerges(JsonElement model)
    {
        var merges = new Dictionary<long, (int Rank, int Id)>();
        foreach (var merge in (model.Find("merges") ?? throw Fail("'model.merges' is missing")).EnumerateArray())
        {
            // "Ġ a" in older files, ["Ġ", "a"] in newer ones.
            var (left, right) = merge.ValueKind == JsonValueKind.Array ? (merge[0].GetString()!, merge[1].GetString()!) : SplitPair(merge.GetString()!);
            if (!Vocabulary.TryGetValue(left, out var leftId) || !Vocabulary.TryGetValue(right, out var rightId) || !Vocabulary.TryGetValue(left + right, out var id))
            {
                throw Fail($"the merge '{left} {right}' names a token that the vocabulary lacks");
            }

            merges.TryAdd(BytePairEncoder.PairKey(leftId, rightId), (merges.Count, id));
        }

        return merges;
    }

    private static (string Left, string Right) SplitPair(string merge)
    {
        var space = merge.IndexOf(' ', StringComparison.Ordinal);
        return (merge[..space], merge[(space + 1)..]);
    }

    private static AddedToken[] ReadAddedTokens(JsonElement root) =>
        root.Find("added_tokens") is not { } tokens
            ? []
            : [.. tokens.EnumerateArray().Select(token => new AddedToken(token.GetProperty("id").GetInt32(), token.GetProperty("content").GetString()!, token.FindBool("special")))];

    private string ReadPattern(JsonElement? preTokenizer) => preTokenizer?.FindString("type") switch
    {
        "ByteLevel" => ReadByteLevel(preTokenizer.Value),
        "Sequence" when preTokenizer.Value.Find("pretokenizers") is { } steps && steps.GetArrayLength() == 2 && steps[1].FindString("type") == "ByteLevel" && !UsesRegex(steps[1]) => ReadSplit(steps[0], steps[1]),
        var type => throw Fail($"the pre-tokenizer '{type}' is not served; ByteLevel, or Split followed by ByteLevel, is"),
    };

    private string ReadByteLevel(JsonElement step)
    {
        CheckByteLevel(step);
        return UsesRegex(step) ? ByteLevelPattern : throw Fail("ByteLevel without use_regex needs a Split before it");
    }

    private string ReadSplit(JsonElement step, JsonElement byteLevel)
    {
        CheckByteLevel(byteLevel);
        var pattern = step.Find("pattern")?.FindString("Regex");
        return step.FindString("type") == "Split" && step.FindString("behavior") == "Isolated" && !step.FindBool("invert") && pattern is not null
            ? pattern
            : throw Fail("the pre-tokenizer's first step must be Split by a Regex with behavior Isolated");
    }

    private static bool UsesRegex(JsonElement step) => step.Find("use_regex") is not { ValueKind: JsonValueKind.False };

    private void CheckByteLevel(JsonElement step)
    {
        if (step.FindBool("add_prefix_space"))
        {
            throw Fail("ByteLevel with add_prefix_space is not served");
        }
    }

    private int[] ReadPrefix(JsonElement? processor) => processor?.FindString("type") switch
    {
        null or "ByteLevel" => [],
        "Sequence" => [.. processor.Value.GetProperty("processors").EnumerateArray().SelectMany(step => ReadPrefix(step))],
        "TemplateProcessing" => [.. processor.Value.GetProperty("single").EnumerateArray()
            .TakeWhile(part => part.Find("SpecialToken") is not null)
            .Select(part => FindAdded(part.GetProperty("SpecialToken").FindString("id")))],
        var type => throw Fail($"the post-processor '{type}' is not served"),
    };

    private int FindAdded(string? content) =>
        AddedTokens.FirstOrDefault(token => token.Content == content)?.Id ?? throw Fail($"the post-processor names the unknown token '{content}'");

    private ModelLoadException Fail(string problem) => new($"{_path}: {problem}.");
}
