using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Strategies;

/// <summary>Puts the models of a route in the order of how near a request's meaning is to what each is described to be for. Where that cannot be found out, they keep the route's order.</summary>
internal sealed class SemanticOrder(ModelAsker asker, IOptions<RouterOptions> options)
{
    // A question's drift is in its beginning and its end; an embedder reads no more than this.
    private const int MaxCharacters = 2000;
    private const int MaxKept = 1000;

    // By whom a description was embedded matters: vectors of different models have nothing in common.
    private readonly ConcurrentDictionary<string, (string ModelId, float[] Vector)> _descriptions = new(StringComparer.Ordinal);

    /// <summary>Orders <paramref name="models"/>, each of which has a description, and says why the first comes first.</summary>
    public async Task<(IReadOnlyList<WeightedModel> Models, string Why)> OrderAsync(HttpContext context, ForwardRequest request, IReadOnlyList<WeightedModel> models)
    {
        if (TextOf(request) is not { } text)
        {
            return (models, "semantic: the request holds no text of a user; the route's first");
        }

        var descriptions = models.Select(model => model.Description!).Distinct().ToList();
        var missing = descriptions.Where(description => !_descriptions.ContainsKey(description)).ToList();
        var (modelId, vectors, problem) = await EmbedAsync(context, request, [text, .. missing]);
        if (vectors is not null && descriptions.Except(missing).Any(description => !_descriptions.TryGetValue(description, out var known) || known.ModelId != modelId))
        {
            missing = descriptions;
            (modelId, vectors, problem) = await EmbedAsync(context, request, [text, .. missing]);
        }

        if (vectors is null)
        {
            return (models, $"semantic: the request could not be compared ({problem}); the route's first");
        }

        Keep(modelId, missing, vectors);
        var ranked = models.Select(model => (Model: model, Likeness: Compare(vectors[0], model.Description!))).OrderByDescending(entry => entry.Likeness).ToList();
        return ([.. ranked.Select(entry => entry.Model)], string.Create(CultureInfo.InvariantCulture, $"semantic: {ranked[0].Likeness:0.00} like its description, the next {ranked[1].Likeness:0.00}"));
    }

    private async Task<(string ModelId, List<float[]>? Vectors, string? Problem)> EmbedAsync(HttpContext context, ForwardRequest request, List<string> texts)
    {
        var body = new JsonObject { ["input"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]), ["encoding_format"] = "float" };
        var (answer, problem) = await asker.AskAsync(context, request.Hints, new ModelQuestion(UpstreamOperation.Embeddings, options.Value.Strategies.EmbeddingModel, body, "embedding"), context.RequestAborted);
        return answer is null ? (string.Empty, null, problem)
            : Read(answer.Bytes) is { } vectors && vectors.Count == texts.Count ? (answer.Outcome.Candidate.ModelId, vectors, null)
            : (string.Empty, null, $"'{answer.ModelId}' gave no vector for each text");
    }

    private static List<float[]>? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var answer = JsonDocument.Parse(bytes);
            List<float[]?> vectors = [.. answer.RootElement.GetProperty("data").EnumerateArray().OrderBy(item => item.GetProperty("index").GetInt32()).Select(item => item.GetProperty("embedding").Deserialize<float[]>())];
            return vectors.TrueForAll(vector => vector is { Length: > 0 } && vector.Length == vectors[0]!.Length) ? [.. vectors.OfType<float[]>()] : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // Descriptions are few and change with the configuration; what was computed for those before is thrown away all at once.
    private void Keep(string modelId, List<string> descriptions, List<float[]> vectors)
    {
        if (_descriptions.Count + descriptions.Count > MaxKept)
        {
            _descriptions.Clear();
        }

        for (var i = 0; i < descriptions.Count; i++)
        {
            _descriptions[descriptions[i]] = (modelId, vectors[i + 1]);
        }
    }

    private float Compare(float[] vector, string description) =>
        _descriptions.TryGetValue(description, out var known) && known.Vector.Length == vector.Length && TensorPrimitives.CosineSimilarity(vector, known.Vector) is var likeness && !float.IsNaN(likeness) ? likeness : 0;

    // What the user said last; a text completion's prompt.
    private static string? TextOf(ForwardRequest request)
    {
        try
        {
            var said = request.Caller?.Answer.Request.Messages.LastOrDefault(message => message.Role == MessageRole.User && message.Parts.OfType<TextPart>().Any());
            var text = said is null ? string.Empty : string.Join('\n', said.Parts.OfType<TextPart>().Select(part => part.Text)).Trim();
            return text.Length == 0 ? null : text.Length <= MaxCharacters ? text : $"{text[..(MaxCharacters / 2)]}\n{text[^(MaxCharacters / 2)..]}";
        }
        catch (TranslationException)
        {
            // A request that cannot be read is for whoever understands its bytes.
            return null;
        }
    }
}
