using Microsoft.Extensions.AI;
using Switchyard.Agents.Backends;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Client.Backends;

/// <summary>Makes agents of configuration, whatever their models run on; their results have one shape.</summary>
/// <param name="http">Sends the requests of online agents; its timeout bounds the wait for an answer's beginning.</param>
/// <param name="runners">What runs the models of local agents.</param>
/// <param name="journal">Where runs are written down.</param>
/// <param name="time">The clock.</param>
public sealed class AgentFactory(HttpClient http, LocalRunners runners, IRunJournal journal, TimeProvider time)
{
    /// <summary>Makes an agent where its configuration says: an <see cref="OnlineAgent"/> or a <see cref="LocalAgent"/>.</summary>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all that is.</exception>
    public IAgent Create(AgentBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(options, options.DefaultTransport);
    }

    /// <summary>Makes an agent where the caller says: a request or a workspace may name it.</summary>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all that is.</exception>
    public IAgent Create(AgentBackendOptions options, AgentTransport transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        AgentBackendRules.Check(options, transport);
        return transport == AgentTransport.Online
            ? new OnlineAgent(options, Connect(options), journal, time)
            : new LocalAgent(options, Load(options), journal, time);
    }

    /// <summary>Makes the model alone, for an agent with tools. Disposed by the caller, asynchronously where it can be.</summary>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all that is.</exception>
    public IChatClient CreateModel(AgentBackendOptions options, AgentTransport transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        AgentBackendRules.Check(options, transport);
        return transport == AgentTransport.Online ? new BackupChatClient(Connect(options)) : Load(options);
    }

    private ModelBackend[] Connect(AgentBackendOptions options) => [.. options.OnlineEndpoints.Select(Connect)];

    private ModelBackend Connect(OnlineEndpoint endpoint)
    {
        var router = new RouterOptions
        {
            Name = endpoint.Name,
            Address = endpoint.Address!,
            Model = endpoint.Model,
            ApiKey = endpoint.ApiKeyVariable is { } variable ? Environment.GetEnvironmentVariable(variable) : null,
            Headers = endpoint.Headers,
            MaxTries = endpoint.MaxTries,
        };
        return new ModelBackend(endpoint.Name, new RouterChatClient(http, router, time)) { InputPrice = endpoint.InputPrice, OutputPrice = endpoint.OutputPrice };
    }

    private LocalChatClient Load(AgentBackendOptions options)
    {
        if (!runners.Names.Contains(options.LocalRunner, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The agent '{options.Name}' cannot be made: there is no LocalRunner '{options.LocalRunner}'; there are: {string.Join(", ", runners.Names)}.", nameof(options));
        }

        return new LocalChatClient(runners, options.LocalRunner, options.LocalModelPaths, options.LocalModel ?? options.LocalModelPaths.Keys.First());
    }
}
