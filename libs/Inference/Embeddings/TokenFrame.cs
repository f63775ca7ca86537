using System.Text.Json;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Embeddings;

/// <summary>
/// The tokens around each input, such as BERT's [CLS] and [SEP], from the post-processor of tokenizer.json: TemplateProcessing
/// ({single: [{SpecialToken: {id}}, {Sequence}, …]}), BertProcessing or RobertaProcessing ({cls: [text, id], sep: [text, id]}).
/// </summary>
/// <param name="Prefix">The tokens before the input's.</param>
/// <param name="Suffix">The tokens after them.</param>
internal sealed record TokenFrame(IReadOnlyList<int> Prefix, IReadOnlyList<int> Suffix)
{
    private static readonly TokenFrame s_none = new([], []);

    public int Length => Prefix.Count + Suffix.Count;

    public static TokenFrame Read(string path)
    {
        using var document = JsonFile.Parse(path);
        return document.RootElement.Find("post_processor") is { } processor ? Read(path, document.RootElement, processor) : s_none;
    }

    /// <summary>Frames <paramref name="tokens"/>, cut so that the whole has at most <paramref name="limit"/>.</summary>
    public int[] Apply(IReadOnlyList<int> tokens, int limit) => [.. Prefix, .. tokens.Take(Math.Max(0, limit - Length)), .. Suffix];

    private static TokenFrame Read(string path, JsonElement root, JsonElement processor) => processor.FindString("type") switch
    {
        "BertProcessing" or "RobertaProcessing" => new TokenFrame([processor.GetProperty("cls")[1].GetInt32()], [processor.GetProperty("sep")[1].GetInt32()]),
        "TemplateProcessing" => ReadTemplate(path, root, processor),
        "Sequence" => processor.GetProperty("processors").EnumerateArray().Select(step => Read(path, root, step)).FirstOrDefault(frame => frame.Length > 0) ?? s_none,
        _ => s_none,
    };

    private static TokenFrame ReadTemplate(string path, JsonElement root, JsonElement processor)
    {
        var (prefix, suffix) = (new List<int>(), new List<int>());
        var output = prefix;
        foreach (var part in processor.GetProperty("single").EnumerateArray())
        {
            if (part.Find("SpecialToken") is { } special)
            {
                output.Add(FindToken(path, root, special.FindString("id")));
            }
            else
            {
                output = suffix;
            }
        }

        return new TokenFrame(prefix, suffix);
    }

    private static int FindToken(string path, JsonElement root, string? content)
    {
        foreach (var token in root.GetProperty("added_tokens").EnumerateArray())
        {
            if (token.FindString("content") == content)
            {
                return token.GetProperty("id").GetInt32();
            }
        }

        throw new ModelLoadException($"{path}: the post-processor names the unknown token '{content}'.");
    }
}
