using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Stop strings, which the wire writes as one string or an array of up to four.</summary>
/// <param name="Values">The strings in the order given.</param>
[JsonConverter(typeof(StopSequencesConverter))]
public sealed record StopSequences(IReadOnlyList<string> Values);
