using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Definitions.Yaml;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>The agents there are, as the API shows them.</summary>
internal sealed class AgentCatalog(DefinitionStore store, RunAgents agents, AgentGraphs graphs, AgentTools tools, IOptions<AgentHostOptions> options)
{
    public async Task<AgentList> ListAsync(CancellationToken cancellationToken) => new() { Data = [.. (await store.ListAsync(cancellationToken)).Select(ToInfo)] };

    /// <summary>One version of an agent, or its newest, as runs are started with it.</summary>
    public async Task<AgentDefinition?> FindAsync(string id, int? version, CancellationToken cancellationToken) =>
        await store.FindAsync(id, version, cancellationToken) is { } entry ? Define(entry) : null;

    /// <summary>One version of an agent, or its newest, whole.</summary>
    public async Task<AgentDetail?> DescribeAsync(string id, int? version, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, version, cancellationToken) is not { } entry)
        {
            return null;
        }

        var definition = Define(entry);
        var yaml = entry.Yaml ?? AgentYamlWriter.Write(entry.Document);
        return new AgentDetail(ToInfo(entry), AgentDefinitions.ToDocument(definition), yaml, await store.ListVersionsAsync(id, cancellationToken))
        {
            Graph = agents.Check(definition).Count == 0 ? agents.Create(definition).Graph.ToMermaid() : null,
        };
    }

    /// <summary>Stores what a document says of an agent as its newest version, unless there are mistakes.</summary>
    /// <returns>Whether the version is new.</returns>
    public async Task<bool> PutAsync(string id, string text, bool isYaml, MistakeList mistakes, CancellationToken cancellationToken)
    {
        if (Read(text, id, await ReadVocabularyAsync([], cancellationToken), mistakes) is not { } document)
        {
            return false;
        }

        return (await store.PutAsync(document, AgentSources.Api, isYaml ? text : null, cancellationToken)).IsNew;
    }

    /// <summary>The agent of a document; null where there are mistakes.</summary>
    public AgentDocument? Read(string text, string id, AgentVocabulary vocabulary, MistakeList mistakes)
    {
        var reader = new AgentDocumentReader(vocabulary, mistakes);
        if (reader.Read(text, id) is not { } document || !mistakes.IsEmpty)
        {
            return null;
        }

        foreach (var problem in agents.Check(AgentDefinitions.Of(document, 1, options.Value)))
        {
            reader.NoteOfKind(problem);
        }

        return mistakes.IsEmpty ? document : null;
    }

    /// <summary>The names that definitions may use.</summary>
    /// <param name="more">Agents that are defined at the same time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AgentVocabulary> ReadVocabularyAsync(IEnumerable<string> more, CancellationToken cancellationToken) => new()
    {
        Kinds = graphs.Kinds,
        Tools = tools.Names,
        Categories = tools.Categories,
        Agents = (await store.ListAsync(cancellationToken)).Select(entry => entry.Id).Concat(more).ToHashSet(StringComparer.Ordinal),
    };

    public Task<IReadOnlyList<AgentVersion>> ListVersionsAsync(string id, CancellationToken cancellationToken) => store.ListVersionsAsync(id, cancellationToken);

    private AgentDefinition Define(AgentEntry entry) => AgentDefinitions.Of(entry.Document, entry.Version, options.Value);

    private AgentInfo ToInfo(AgentEntry entry)
    {
        var definition = Define(entry);
        return new AgentInfo
        {
            Id = definition.Id,
            Description = definition.Description,
            Model = definition.Model!,
            Tools = [.. tools.Of(definition.Tools).Select(tool => tool.Definition.Name)],
            Kind = definition.Kind,
            Version = definition.Version,
            Source = entry.Source,
            Budget = AgentDefinitions.ToDocument(definition.Budget),
            Agents = definition.Agents.Count == 0 ? null : definition.Agents,
        };
    }
}
