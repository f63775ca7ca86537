using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Strategies</c>: how several models serve one request.</summary>
internal sealed class StrategyOptions
{
    /// <summary>Gets or sets the most models one request may have asked. Default 4.</summary>
    [Range(2, 16)]
    public int MaxModels { get; set; } = 4;

    /// <summary>Gets or sets the model whose embeddings the strategy semantic compares. Default: the default embedding model.</summary>
    public string? EmbeddingModel { get; set; }

    /// <summary>Gets or sets after how much silence of the first model a hedge asks the second. Default: the time within which 95 of 100 of its last answers began.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan? HedgeDelay { get; set; }

    /// <summary>Gets or sets the delay of a hedge while too few answers of a model are known. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan HedgeDefaultDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the shortest delay of a hedge. Default 20 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan HedgeMinDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Gets or sets the longest delay of a hedge. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan HedgeMaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the lowest mean log probability of an answer's tokens that a cascade accepts, where the request asks for them. Default -1.</summary>
    [Range(-100.0, 0.0)]
    public double MinMeanLogprob { get; set; } = -1;
}
