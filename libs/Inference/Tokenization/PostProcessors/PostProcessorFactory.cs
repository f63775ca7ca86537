using System.Text.Json;

namespace Switchyard.Inference.Tokenization.PostProcessors;

/// <summary>Makes the post-processor of its description in <c>tokenizer.json</c>. Texts come one at a time here, so what is said of pairs is not read.</summary>
/// <param name="findId">Gets a token's id by its text, or -1.</param>
internal sealed class PostProcessorFactory(Func<string, int> findId)
{
    /// <exception cref="Inference.Models.ModelLoadException">The description is broken or not served.</exception>
    public PostProcessor Read(ComponentReader? reader)
    {
        if (reader is null)
        {
            return PostProcessor.None;
        }

        // The rest of a byte-level description says how offsets into the text are trimmed; offsets are not kept.
        reader.Skip("add_prefix_space", "trim_offsets", "use_regex", "pair");
        var processor = reader.RequireString("type") switch
        {
            "ByteLevel" => PostProcessor.None,
            "TemplateProcessing" => ReadTemplate(reader),
            "BertProcessing" or "RobertaProcessing" => new PostProcessor([ReadToken(reader, "cls")], [ReadToken(reader, "sep")]),
            "Sequence" => reader.FindComponents("processors").Select(Read).Aggregate(PostProcessor.None, Wrap),
            _ => throw reader.Refuse("type", "the post-processor is not served"),
        };
        reader.End();
        return processor;
    }

    private static PostProcessor Wrap(PostProcessor inner, PostProcessor outer) => new([.. outer.PrefixIds, .. inner.PrefixIds], [.. inner.SuffixIds, .. outer.SuffixIds]);

    private PostProcessor ReadTemplate(ComponentReader reader)
    {
        var special = reader.FindComponent("special_tokens");
        var (prefix, suffix) = (new List<int>(), new List<int>());
        var hasText = false;
        foreach (var part in reader.FindComponents("single"))
        {
            if (part.FindComponent("SpecialToken") is { } token)
            {
                (hasText ? suffix : prefix).AddRange(FindIds(token, special));
                continue;
            }

            if (hasText || part.FindComponent("Sequence")?.FindString("id") != "A")
            {
                throw reader.Refuse("single", "special tokens around one sequence A are expected");
            }

            hasText = true;
        }

        return hasText ? new PostProcessor(prefix, suffix) : throw reader.Refuse("single", "the sequence A is missing");
    }

    private IEnumerable<int> FindIds(ComponentReader token, ComponentReader? special)
    {
        var name = token.RequireString("id");
        if (special?.FindComponent(name) is { } entry)
        {
            return [.. entry.ToArray(entry.Require("ids"), "ids").EnumerateArray().Select(id => entry.ToCount(id, "ids"))];
        }

        return findId(name) is >= 0 and var found ? [found] : throw token.Refuse("id", "there is no such token");
    }

    private static int ReadToken(ComponentReader reader, string name) =>
        reader.Require(name) is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2 ? reader.ToCount(pair[1], name) : throw reader.Refuse(name, "a pair of a token and its id is expected");
}
