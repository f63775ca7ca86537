using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Definitions.Yaml;
using Switchyard.AgentHost.Plugins;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Takes the agents of the host's code, of its plugins and of its folder into the store before anything is served. A mistake in a file stops the start, and all mistakes of all files are told.</summary>
internal sealed partial class AgentFolder(DefinitionStore store, AgentCatalog catalog, LoadedPlugins plugins, IOptions<AgentHostOptions> options, ILogger<AgentFolder> logger) : IHostedService
{
    private static readonly string[] s_endings = [".yaml", ".yml"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var agent in CodeAgents.All)
        {
            await PutAsync(agent, AgentSources.Code, null, cancellationToken);
        }

        foreach (var agent in await CheckAsync(plugins.Agents, cancellationToken))
        {
            await PutAsync(agent, AgentSources.Code, null, cancellationToken);
        }

        if (options.Value.AgentsFolder is { Length: > 0 } folder)
        {
            foreach (var (document, text) in await ReadAsync(folder, cancellationToken))
            {
                await PutAsync(document, AgentSources.File, text, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // What is said of them is held to the same rules as what is written in a file.
    private async Task<IReadOnlyList<AgentDocument>> CheckAsync(IReadOnlyList<AgentDocument> agents, CancellationToken cancellationToken)
    {
        var vocabulary = await catalog.ReadVocabularyAsync(agents.Select(static agent => agent.Id!), cancellationToken);
        List<string> wrong = [];
        foreach (var agent in agents)
        {
            var mistakes = new MistakeList();
            catalog.Read(AgentYamlWriter.Write(agent), agent.Id!, vocabulary, mistakes);
            if (!mistakes.IsEmpty)
            {
                wrong.Add(mistakes.Describe($"agent '{agent.Id}'"));
            }
        }

        return wrong.Count == 0 ? agents : throw new InvalidOperationException($"The agents of AgentHost:Plugins cannot be used:\n{string.Join('\n', wrong)}");
    }

    private async Task<List<(AgentDocument Document, string Text)>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidOperationException($"AgentHost:AgentsFolder is '{folder}', which is no folder; make it or change the setting.");
        }

        var files = Directory.EnumerateFiles(folder).Where(file => s_endings.Contains(Path.GetExtension(file), StringComparer.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var vocabulary = await catalog.ReadVocabularyAsync(files.Select(file => Path.GetFileNameWithoutExtension(file)), cancellationToken);
        var agents = new List<(AgentDocument, string)>();
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            var mistakes = new MistakeList();
            var id = Path.GetFileNameWithoutExtension(file);
            if (!AgentIds.IsValid(id))
            {
                mistakes.Add(0, 0, string.Empty, $"A file's name is the agent's, and must be {AgentIds.Rule}.");
            }

            var document = catalog.Read(text, id, vocabulary, mistakes);
            if (document is not null && mistakes.IsEmpty)
            {
                agents.Add((document, text));
            }
            else
            {
                wrong.Add(mistakes.Describe(file));
            }
        }

        return wrong.Count == 0 ? agents : throw new InvalidOperationException($"The agents of AgentHost:AgentsFolder cannot be used:\n{string.Join('\n', wrong)}");
    }

    private async Task PutAsync(AgentDocument document, string source, string? yaml, CancellationToken cancellationToken)
    {
        var (version, isNew) = await store.PutAsync(document, source, yaml, cancellationToken);
        if (isNew)
        {
            LogDefined(document.Id!, version, source);
        }
    }

    [LoggerMessage(EventId = EventIds.AgentDefined, Level = LogLevel.Information, Message = "Agent '{Agent}' has version {Version}, from {Source}.")]
    private partial void LogDefined(string agent, int version, string source);
}
