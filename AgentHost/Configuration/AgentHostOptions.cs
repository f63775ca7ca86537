using System.ComponentModel.DataAnnotations;

namespace Switchyard.AgentHost.Configuration;

/// <summary>What can be set of this service, section <c>AgentHost</c>.</summary>
public sealed class AgentHostOptions
{
    public const string SectionName = "AgentHost";

    /// <summary>Gets or sets the model string of agents that name none. Default: <c>default</c>, the Router's choice.</summary>
    [Required]
    public string Model { get; set; } = "default";

    /// <summary>Gets or sets the folder of the users' files. Default: <c>files</c> in the folder the variable SWITCHYARD_DATA names, else below the user's local application data.</summary>
    public string? DataFolder { get; set; }

    /// <summary>Gets or sets the folder of agents written in YAML, one a file, whose name is the agent's. Empty, the default, means there is none. A mistake in a file stops the start.</summary>
    public string? AgentsFolder { get; set; }

    /// <summary>Gets the assemblies that add agents, tools, kinds of agents and hooks, by their paths; relative ones begin in the host's own folder. See <c>IAgentPlugin</c>.</summary>
    public IList<string> Plugins { get; } = [];

    /// <summary>Gets or sets the longest input in characters. Default: 32,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxInputLength { get; set; } = 32_000;

    /// <summary>Gets or sets how many runs this host works on at once; more are answered with 503. Default: 64.</summary>
    [Range(1, 10_000)]
    public int MaxRunningRuns { get; set; } = 64;

    /// <summary>Gets or sets how many tools the model is shown, where its agent does not say. Default: 8.</summary>
    [Range(1, 64)]
    public int MaxToolsShown { get; set; } = 8;

    /// <summary>Gets or sets how many times the model may be asked in one run, where its agent does not say. Default: 20.</summary>
    [Range(1, 200)]
    public int MaxIterations { get; set; } = 20;

    /// <summary>Gets or sets how many earlier turns are looked at for the prompt. Default: 50.</summary>
    [Range(0, 1_000)]
    public int MaxHistoryTurns { get; set; } = 50;

    /// <summary>Gets or sets how many tokens a conversation may have before its oldest turns are summarised, as shown to the model and at four characters a token; 0 never does. Default: 16,000.</summary>
    [Range(0, 10_000_000)]
    public int CompactHistoryAt { get; set; } = 16_000;

    /// <summary>Gets or sets how long one run may work, where its agent does not say; waiting for people does not count. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long a run stays this host's without a sign of life, before another host goes on with it; at least three times <see cref="HeartbeatInterval"/>. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the time between signs of life; also the longest wait for a cancel or an answer when Redis is away. Default: 3 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:03:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets how many hosts in a row may die at the same place of a run before it is given up as failed. Default: 5.</summary>
    [Range(1, 100)]
    public int MaxTakeOvers { get; set; } = 5;

    /// <summary>Gets or sets whether a PostgreSQL is used that forgets what it has committed when it or its machine is killed; calls of tools may then be made twice. Default: false.</summary>
    public bool AllowUnsafeDatabase { get; set; }

    /// <summary>Gets the prices of models by the name their provider gives them. What is not here costs nothing.</summary>
    public Dictionary<string, ModelPriceOptions> Prices { get; } = [];

    /// <summary>Gets or sets the first wait before a refused model call is tried again. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ModelRetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
