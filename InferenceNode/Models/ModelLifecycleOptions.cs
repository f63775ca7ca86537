using System.ComponentModel.DataAnnotations;
using Switchyard.Inference.Execution;

namespace Switchyard.InferenceNode.Models;

/// <summary>When models are loaded and unloaded, and with what.</summary>
internal sealed class ModelLifecycleOptions
{
    public const string SectionName = ModelsOptions.SectionName;

    /// <summary>Gets or sets whether the models of <see cref="ModelsOptions.Folders"/> stay loaded. Default: true. False makes them like those loaded at run time: kept alive for a while and evicted for others.</summary>
    public bool Pinned { get; set; } = true;

    /// <summary>Gets or sets how long a model that is not pinned stays loaded without a request, 0 to 1 day. Default: 5 minutes; 0 keeps it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the bytes that models may take together, by estimate. Default: 0, no limit. To stay below it, models that are idle and not pinned are unloaded, the one unused for longest first.</summary>
    [Range(0, long.MaxValue)]
    public long MemoryBudgetBytes { get; set; }

    /// <summary>
    /// Gets or sets the memory of a model's weights as a multiple of their files, 1 to 10. Default: 1.7, measured for a file of 156 MB with
    /// int4 weights, which ONNX Runtime packs anew for its kernels. Keys and values are counted beside it as if all slots were full.
    /// </summary>
    [Range(1d, 10d)]
    public double WeightMemoryFactor { get; set; } = 1.7;

    /// <summary>Gets or sets how long a request waits for its model to be loaded, 0 to 10 minutes. Default: 30 s. Then it is answered 503 with Retry-After, and loading goes on.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LoadWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a model that is unloaded waits for its requests, 0 to 10 minutes. Default: 30 s. Those still running then end with an error.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets whether a model runs a few tokens before it serves. Default: true.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>Gets the folders below which models may be loaded at run time. Default: none, so that only the configured models are known.</summary>
    public IList<string> Roots { get; } = [];

    /// <summary>Gets or sets the runner's name. Default: empty, what fits the folder.</summary>
    public string Runner { get; set; } = string.Empty;

    /// <summary>Gets or sets what runs the operators, <c>cpu</c> or <c>cuda</c>. Default: cpu. CUDA needs its provider library beside ONNX Runtime's.</summary>
    public ExecutionProvider ExecutionProvider { get; set; }

    /// <summary>Gets or sets the GPU's number, 0 to 255. Default: 0.</summary>
    [Range(0, 255)]
    public int DeviceId { get; set; }
}
