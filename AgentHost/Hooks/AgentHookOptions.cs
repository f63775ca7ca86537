using System.ComponentModel.DataAnnotations;
using Switchyard.Agents.Hooks;

namespace Switchyard.AgentHost.Hooks;

/// <summary>Which of the hooks that come with the product look at this host's runs, section <c>AgentHost:Hooks</c>.</summary>
public sealed class AgentHookOptions
{
    public const string SectionName = "AgentHost:Hooks";

    /// <summary>Gets or sets whether what agents do is logged, without what is said but at Trace. Default: true.</summary>
    public bool Logging { get; set; } = true;

    /// <summary>Gets or sets whether calls of agents, models and tools are spans. Default: true.</summary>
    public bool Tracing { get; set; } = true;

    /// <summary>Gets or sets whether calls of agents, models and tools are measured. Default: true.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>Gets or sets whether keys, tokens, e-mail addresses, phone, card and account numbers are hidden from models and in what tools give. Default: false.</summary>
    public bool Redaction { get; set; }

    /// <summary>Gets or sets whether model calls are counted in US dollars, as <c>switchyard.agents.cost</c>, by <c>AgentHost:Prices</c>, which then must name a model. Default: false.</summary>
    public bool Cost { get; set; }

    /// <summary>Gets or sets whether who did what is logged, with digests in place of contents. Default: false.</summary>
    public bool Audit { get; set; }

    /// <summary>Gets or sets how many of the last points that hooks saw are kept in memory, to be read at <c>/v1/hooks</c>; 0, the default, keeps none.</summary>
    [Range(0, 100_000)]
    public int TraceLength { get; set; }

    /// <summary>Gets or sets what a run that fails answers instead, so that it ends as completed; null, the default, lets it fail. Not blank.</summary>
    [MaxLength(4_000)]
    public string? RecoveryAnswer { get; set; }

    /// <summary>Gets or sets how many answers of models at temperature 0 are kept and given again; 0, the default, keeps none.</summary>
    [Range(0, 1_000_000)]
    public int CachedAnswers { get; set; }

    /// <summary>Gets or sets how long an answer is kept. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CacheLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how many model calls a user may make in a minute on this host; 0, the default, is no limit.</summary>
    [Range(0, 1_000_000)]
    public int ModelCallsPerMinute { get; set; }

    /// <summary>Gets or sets how many tool calls a user may make in a minute on this host; 0, the default, is no limit.</summary>
    [Range(0, 1_000_000)]
    public int ToolCallsPerMinute { get; set; }

    /// <summary>Gets or sets how long one call of a hook may take, before the run goes on without it. Default: 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan TimeBudget { get; set; } = new HookPipelineOptions().TimeBudget;
}
