using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

/// <summary>A tokenizer's description, as a file or made by a test, for our implementation and for its peer.</summary>
internal sealed class TokenizerSource
{
    private readonly string? _path;
    private readonly JsonObject? _description;

    private TokenizerSource(string? path, JsonObject? description)
    {
        _path = path;
        _description = description;
    }

    public static TokenizerSource Pocket { get; } = OfFile(Path.Combine(PocketModel.Folder, "tokenizer.json"));

    /// <summary>A file that <c>tests/peers/train-tokenizers.mjs</c> made.</summary>
    public static TokenizerSource Trained(string name) => OfFile(Path.Combine(AppContext.BaseDirectory, "Tokenization", "Data", name));

    public static TokenizerSource OfFile(string path) => new(path, null);

    /// <summary>A small description; <paramref name="parts"/> are members in JSON that take the place of its own.</summary>
    public static TokenizerSource With(params (string Name, string Json)[] parts)
    {
        var description = new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray(),
            ["normalizer"] = null,
            ["pre_tokenizer"] = null,
            ["post_processor"] = null,
            ["decoder"] = null,
            ["model"] = JsonNode.Parse("""{"type": "WordPiece", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "a": 1, "##b": 2}}"""),
        };
        foreach (var (name, json) in parts)
        {
            description[name] = JsonNode.Parse(json);
        }

        return new TokenizerSource(null, description);
    }

    /// <summary>A trained file with other members; a name such as <c>model.byte_fallback</c> reaches into an object.</summary>
    public static TokenizerSource TrainedWith(string name, params (string Name, string Json)[] parts)
    {
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tokenization", "Data", name)))!.AsObject();
        foreach (var (path, json) in parts)
        {
            var names = path.Split('.');
            var parent = names.Length == 1 ? description : description[names[0]]!.AsObject();
            parent[names[^1]] = JsonNode.Parse(json);
        }

        return new TokenizerSource(null, description);
    }

    public Tokenizer Load() => _path is not null ? Tokenizer.Load(_path) : new Tokenizer(ReadFile());

    public TokenizerFile ReadFile()
    {
        using var document = JsonDocument.Parse(_description!.ToJsonString());
        return TokenizerFile.Read("tokenizer.json", document.RootElement);
    }

    public JsonObject ToQuestion() => _path is not null ? new JsonObject { ["file"] = _path } : new JsonObject { ["tokenizer"] = _description!.DeepClone() };
}
