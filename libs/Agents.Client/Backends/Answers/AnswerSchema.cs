using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.JsonSchemas;

namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>What an answer has to be like.</summary>
internal sealed class AnswerSchema(JsonElement schema)
{
    private readonly JsonSchema _schema = JsonSchema.Read(schema);

    /// <summary>Gets what a server is told, which may keep to it by itself.</summary>
    public ChatResponseFormat Format { get; } = ChatResponseFormat.ForJsonSchema(schema, "answer");

    /// <summary>Says what is wrong with an answer; <see langword="null"/> where nothing is.</summary>
    public string? FindProblem(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return _schema.Validate(document.RootElement);
        }
        catch (JsonException exception)
        {
            return $"It is not JSON: {exception.Message}";
        }
    }
}
