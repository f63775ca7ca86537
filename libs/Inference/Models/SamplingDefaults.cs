using System.Globalization;
using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Models;

/// <summary>How a model samples where a request does not say, as <c>search</c> in its genai_config.json has it.</summary>
public sealed record SamplingDefaults
{
    /// <summary>Gets the temperature: 0, which is greedy, when the model says do_sample false.</summary>
    public float Temperature { get; init; }

    /// <summary>Gets the number of likeliest tokens that are drawn from; 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>Gets the share of probability that is drawn from.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>Gets by how much a token that occurred is made less likely; 1 for nothing.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>Gets how a request is sampled that was checked: as it says, and as the model does where it says nothing.</summary>
    public SamplingOptions Complete(GenerationParameters request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new SamplingOptions
        {
            Temperature = request.Temperature ?? Temperature,
            TopP = request.TopP ?? TopP,
            TopK = Math.Max(0, request.TopK ?? TopK),
            MinP = request.MinP ?? 0,
            RepetitionPenalty = request.RepetitionPenalty ?? RepetitionPenalty,
            PresencePenalty = request.PresencePenalty ?? 0,
            FrequencyPenalty = request.FrequencyPenalty ?? 0,
            LogitBias = request.LogitBias is { Count: > 0 } bias ? bias.ToDictionary(item => int.Parse(item.Key, CultureInfo.InvariantCulture), item => item.Value) : null,
            Seed = request.Seed,
        };
    }

    /// <summary>Reads <paramref name="search"/>, a member of the file at <paramref name="path"/>. A greedy model's top_k and top_p mean nothing and are left alone.</summary>
    internal static SamplingDefaults Read(string path, JsonElement search)
    {
        var penalty = ReadNumber(path, search, "repetition_penalty", 1, value => value is > 0 and <= 100);
        return !search.FindBool("do_sample")
            ? new SamplingDefaults { RepetitionPenalty = penalty }
            : new SamplingDefaults
            {
                Temperature = ReadNumber(path, search, "temperature", 1, value => value is >= 0 and <= 100),
                TopK = (int)ReadNumber(path, search, "top_k", 0, value => value is >= 0 and <= int.MaxValue && value == MathF.Floor(value)),
                TopP = ReadNumber(path, search, "top_p", 1, value => value is >= 0 and <= 1),
                RepetitionPenalty = penalty,
            };
    }

    private static float ReadNumber(string path, JsonElement search, string name, float standard, Func<float, bool> isValid) => search.Find(name) switch
    {
        null => standard,
        { ValueKind: JsonValueKind.Number } number when number.TryGetSingle(out var value) && isValid(value) => value,
        _ => throw new ModelLoadException($"{path}: 'search.{name}' is out of range or no number."),
    };
}
