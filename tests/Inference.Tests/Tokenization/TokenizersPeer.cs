using System.Text.Json.Nodes;
using Switchyard.Tests.Common.Peers;

namespace Switchyard.Inference.Tests.Tokenization;

/// <summary>Hugging Face's tokenizers, the npm package, for a class of tests.</summary>
public sealed class TokenizersPeer : IAsyncDisposable
{
    private readonly NodePeer _peer = NodePeer.Start("tokenizers.mjs");

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    internal async Task<int[][]> EncodeAsync(TokenizerSource source, IEnumerable<string> texts, bool add)
    {
        var question = source.ToQuestion();
        question["encode"] = ToArray(texts);
        question["add"] = add;
        return [.. (await AskAsync(question))["encode"]!.AsArray().Select(ids => ids!.AsArray().Select(id => (int)id!).ToArray())];
    }

    internal async Task<string[]> DecodeAsync(TokenizerSource source, IEnumerable<IReadOnlyList<int>> ids, bool skipSpecial)
    {
        var question = source.ToQuestion();
        question["decode"] = new JsonArray([.. ids.Select(list => new JsonArray([.. list.Select(id => JsonValue.Create(id))]))]);
        question["skip"] = skipSpecial;
        return ToTexts((await AskAsync(question))["decode"]!);
    }

    internal async Task<string[]> NormalizeAsync(TokenizerSource source, IEnumerable<string> texts)
    {
        var question = source.ToQuestion();
        question["normalize"] = ToArray(texts);
        return ToTexts((await AskAsync(question))["normalize"]!);
    }

    internal async Task<string[][]> PreTokenizeAsync(TokenizerSource source, IEnumerable<string> texts)
    {
        var question = source.ToQuestion();
        question["preTokenize"] = ToArray(texts);
        return [.. (await AskAsync(question))["preTokenize"]!.AsArray().Select(pieces => ToTexts(pieces!))];
    }

    internal async Task<string?> RefuseAsync(TokenizerSource source) =>
        (await _peer.AskAsync(source.ToQuestion(), TestContext.Current.CancellationToken)).Error;

    private static JsonArray ToArray(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static string[] ToTexts(JsonNode array) => [.. array.AsArray().Select(text => (string)text!)];

    private async Task<JsonNode> AskAsync(JsonObject question)
    {
        var answer = await _peer.AskAsync(question, TestContext.Current.CancellationToken);
        Assert.Null(answer.Error);
        return answer.Result!;
    }
}
