using System.Text.Json;

namespace Switchyard.Agents.Client.Backends;

/// <summary>An agent and where its model is, as configuration says it.</summary>
public sealed class AgentBackendOptions
{
    /// <summary>Gets or sets the agent's name: lower-case letters, digits, '-' and '_'.</summary>
    public string Name { get; set; } = "assistant";

    /// <summary>Gets or sets one sentence that says what the agent is for.</summary>
    public string Description { get; set; } = "Answers questions.";

    /// <summary>Gets or sets the system prompt; empty for none.</summary>
    public string SystemPrompt { get; set; } = "";

    /// <summary>Gets or sets the sampling temperature, from 0 to 2. Default: 0.</summary>
    public float Temperature { get; set; }

    /// <summary>Gets or sets where the model is, unless the caller of the factory says otherwise. Default: online.</summary>
    public AgentTransport DefaultTransport { get; set; }

    /// <summary>Gets or sets the servers: the first is asked, each other one when all before it have failed.</summary>
    public List<OnlineEndpoint> OnlineEndpoints { get; set; } = [];

    /// <summary>Gets or sets where models of this process are, by name.</summary>
    public Dictionary<string, string> LocalModelPaths { get; set; } = [];

    /// <summary>Gets or sets which of them is used where a task names none; <see langword="null"/> where there is one only.</summary>
    public string? LocalModel { get; set; }

    /// <summary>Gets or sets what runs them: a name of <see cref="Switchyard.Agents.Backends.LocalRunners"/>. Default: <c>native</c>.</summary>
    public string LocalRunner { get; set; } = "native";

    /// <summary>Gets or sets the JSON Schema that answers keep to; <see langword="null"/> for free text.</summary>
    public JsonElement? AnswerSchema { get; set; }

    /// <summary>Gets or sets how often a model that did not keep to the schema is told what is wrong. 0 to 10; default: 2.</summary>
    public int MaxCorrections { get; set; } = 2;

    /// <summary>Reads options from JSON, with members in camel case.</summary>
    /// <exception cref="JsonException">It is not what options look like.</exception>
    public static AgentBackendOptions Read(string json) =>
        JsonSerializer.Deserialize(json, AgentBackendJson.Default.AgentBackendOptions) ?? throw new JsonException("The options of an agent are a JSON object, not null.");
}
