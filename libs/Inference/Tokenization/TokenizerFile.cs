using System.Text.Json;
using Switchyard.Inference.Models;
using Switchyard.Inference.Tokenization.Decoders;
using Switchyard.Inference.Tokenization.Models;
using Switchyard.Inference.Tokenization.Normalizers;
using Switchyard.Inference.Tokenization.PostProcessors;
using Switchyard.Inference.Tokenization.PreTokenizers;

namespace Switchyard.Inference.Tokenization;

/// <summary>
/// Reads <c>tokenizer.json</c>, the description Hugging Face's tokenizers keep. What is not served is refused by the member's name and value,
/// because a tokenizer that is nearly right makes a model that is quietly wrong.
/// </summary>
internal sealed class TokenizerFile
{
    private TokenizerFile(ComponentReader root)
    {
        // How batches are cut and filled up is the caller's affair.
        root.Skip("version", "truncation", "padding");
        AddedTokens = [.. root.FindComponents("added_tokens").Select(ReadAddedToken)];
        var special = AddedTokens.Where(static token => token.IsSpecial).Select(static token => token.Content).ToHashSet(StringComparer.Ordinal);
        Model = ModelFactory.Read(root.FindComponent("model") ?? throw root.Fail("model", "the member is missing"), special);
        Normalizer = root.FindComponent("normalizer") is { } normalizer ? NormalizerFactory.Read(normalizer) : null;
        PreTokenizer = root.FindComponent("pre_tokenizer") is { } preTokenizer ? PreTokenizerFactory.Read(preTokenizer) : null;
        PostProcessor = new PostProcessorFactory(FindId).Read(root.FindComponent("post_processor"));
        Decoder = DecoderFactory.Read(root.FindComponent("decoder"));
        root.End();
    }

    public IReadOnlyList<AddedToken> AddedTokens { get; }

    /// <summary>Gets what rewrites text first, or null.</summary>
    public INormalizer? Normalizer { get; }

    /// <summary>Gets what cuts text into pieces, or null when all of it is one.</summary>
    public IPreTokenizer? PreTokenizer { get; }

    public ITokenModel Model { get; }

    public PostProcessor PostProcessor { get; }

    public DecoderPipeline Decoder { get; }

    /// <exception cref="ModelLoadException">The file is missing, broken, or holds what is not served.</exception>
    public static TokenizerFile Read(string path)
    {
        using var document = JsonFile.Parse(path);
        return Read(path, document.RootElement);
    }

    /// <summary>Reads a description that is parsed already.</summary>
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="root">The description.</param>
    public static TokenizerFile Read(string path, JsonElement root) => new(ComponentReader.OfRoot(path, root));

    private static AddedToken ReadAddedToken(ComponentReader reader)
    {
        var isSpecial = reader.FindBool("special", false);
        var token = new AddedToken
        {
            Id = Vocabulary.CheckId(reader, "id", reader.ToCount(reader.Require("id"), "id")),
            Content = reader.RequireString("content"),
            IsSpecial = isSpecial,
            IsSingleWord = reader.FindBool("single_word", false),
            StripsLeft = reader.FindBool("lstrip", false),
            StripsRight = reader.FindBool("rstrip", false),
            IsNormalized = reader.FindBool("normalized", !isSpecial),
        };
        reader.End();
        return token;
    }

    private int FindId(string content) => AddedTokens.FirstOrDefault(token => token.Content == content)?.Id ?? Model.Vocabulary.Find(content);
}
