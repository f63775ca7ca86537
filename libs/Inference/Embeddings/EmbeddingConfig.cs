using System.Text.Json;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Embeddings;

/// <summary>
/// What an embedding model's folder says: the layout of sentence-transformers (modules.json, 1_Pooling/config.json, sentence_bert_config.json,
/// config.json), and over it the member <c>embedding</c> of switchyard.json: {pooling: mean | cls | last, normalize, max_tokens}.
/// </summary>
internal sealed record EmbeddingConfig
{
    // What BERT has.
    private const int DefaultMaxTokens = 512;

    public required string ModelFile { get; init; }

    public required PoolingMode Pooling { get; init; }

    public required bool Normalize { get; init; }

    /// <summary>Gets the most tokens of an input, its frame included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Gets whether text is lower-cased before it is tokenized.</summary>
    public required bool LowerCase { get; init; }

    /// <summary>Says whether <paramref name="folder"/> is an embedding model's.</summary>
    public static bool Exists(string folder)
    {
        var files = new ModelFolder(folder);
        return FindModel(files) is not null && (files.Has("modules.json") || files.Has(Path.Combine("1_Pooling", "config.json")) || HasManifest(folder));
    }

    /// <summary>Reads and checks the files of <paramref name="folder"/>.</summary>
    public static EmbeddingConfig Read(string folder)
    {
        var files = new ModelFolder(folder);
        var model = FindModel(files) ?? throw new ModelLoadException($"The model folder has no model.onnx (looked for it in {folder} and its folder onnx).");
        var (pooling, normalize) = ReadModules(files);
        var (maxTokens, lowerCase) = ReadLimits(files);
        var config = new EmbeddingConfig { ModelFile = model, Pooling = pooling, Normalize = normalize, MaxTokens = maxTokens, LowerCase = lowerCase };
        return ReadManifest(files, config);
    }

    private static string? FindModel(ModelFolder files) =>
        files.Has("model.onnx") ? "model.onnx" : files.Has(Path.Combine("onnx", "model.onnx")) ? Path.Combine("onnx", "model.onnx") : null;

    private static bool HasManifest(string folder)
    {
        var path = Path.Combine(folder, "switchyard.json");
        if (!File.Exists(path))
        {
            return false;
        }

        using var manifest = JsonFile.Parse(path);
        return manifest.RootElement.Find("embedding") is not null;
    }

    private static (PoolingMode Pooling, bool Normalize) ReadModules(ModelFolder files)
    {
        if (!files.Has("modules.json"))
        {
            var alone = Path.Combine("1_Pooling", "config.json");
            return (files.Has(alone) ? ReadPooling(files, alone) : PoolingMode.Mean, false);
        }

        var path = files.Require("modules.json", "An embedding model's folder");
        using var document = JsonFile.Parse(path);
        var (pooling, normalize) = (PoolingMode.Mean, false);
        foreach (var module in document.RootElement.EnumerateArray())
        {
            var kind = (module.FindString("type") ?? string.Empty).Split('.')[^1];
            switch (kind)
            {
                case "Transformer":
                    break;
                case "Pooling":
                    pooling = ReadPooling(files, Path.Combine(module.FindString("path") ?? "1_Pooling", "config.json"));
                    break;
                case "Normalize":
                    normalize = true;
                    break;
                default:
                    throw new ModelLoadException($"{path}: the module '{kind}' is not served; Transformer, Pooling and Normalize are.");
            }
        }

        return (pooling, normalize);
    }

    private static PoolingMode ReadPooling(ModelFolder files, string name)
    {
        var path = files.Require(name, "modules.json");
        using var document = JsonFile.Parse(path);
        var root = document.RootElement;
        if (root.FindString("pooling_mode") is { } mode)
        {
            return ParsePooling(path, mode);
        }

        string[] modes = [.. root.EnumerateObject().Where(member => member.Name.StartsWith("pooling_mode_", StringComparison.Ordinal) && member.Value.ValueKind == JsonValueKind.True).Select(member => member.Name[13..])];
        return modes switch
        {
            [] => PoolingMode.Mean,
            [var only] => ParsePooling(path, only),
            _ => throw new ModelLoadException($"{path}: several pooling modes at once ({string.Join(", ", modes)}) are not served."),
        };
    }

    private static PoolingMode ParsePooling(string path, string mode) => mode switch
    {
        "mean" or "mean_tokens" => PoolingMode.Mean,
        "cls" or "cls_token" => PoolingMode.Cls,
        "last" or "lasttoken" => PoolingMode.Last,
        _ => throw new ModelLoadException($"{path}: the pooling '{mode}' is not served; mean, cls and last are."),
    };

    private static (int MaxTokens, bool LowerCase) ReadLimits(ModelFolder files)
    {
        var max = DefaultMaxTokens;
        if (files.Has("config.json"))
        {
            using var config = JsonFile.Parse(files.Require("config.json", "An embedding model's folder"));
            max = config.RootElement.FindInt("max_position_embeddings") ?? max;

            // RoBERTa's positions begin behind the padding token's id.
            max -= (config.RootElement.FindString("model_type") ?? string.Empty).Contains("roberta", StringComparison.Ordinal) ? (config.RootElement.FindInt("pad_token_id") ?? 1) + 1 : 0;
        }

        if (!files.Has("sentence_bert_config.json"))
        {
            return (max, false);
        }

        using var sentence = JsonFile.Parse(files.Require("sentence_bert_config.json", "An embedding model's folder"));
        return (Math.Min(max, sentence.RootElement.FindInt("max_seq_length") ?? max), sentence.RootElement.FindBool("do_lower_case"));
    }

    private static EmbeddingConfig ReadManifest(ModelFolder files, EmbeddingConfig config)
    {
        const string Name = "switchyard.json";
        if (files.Has(Name))
        {
            var path = files.Require(Name, "An embedding model's folder");
            using var document = JsonFile.Parse(path);
            var member = document.RootElement.Find("embedding") ?? default;
            config = config with
            {
                Pooling = member.FindString("pooling") is { } mode ? ParsePooling(path, mode) : config.Pooling,
                Normalize = member.Find("normalize") is { } normalize ? normalize.ValueKind == JsonValueKind.True : config.Normalize,
                MaxTokens = Math.Min(config.MaxTokens, member.FindInt("max_tokens") ?? config.MaxTokens),
            };
        }

        return config.MaxTokens > 0 ? config : throw new ModelLoadException($"{files.Path}: the model takes {config.MaxTokens} tokens; max_position_embeddings, max_seq_length and max_tokens must be above 0.");
    }
}
