using System.ComponentModel.DataAnnotations;

namespace Switchyard.InferenceNode.Models;

/// <summary>Which models this node serves, and how.</summary>
internal sealed class ModelsOptions
{
    public const string SectionName = "Models";

    /// <summary>Gets the model folders, in the layout of ONNX Runtime GenAI. Default: the embedded model, <c>models/pocket</c>. The first is served when a request names no model.</summary>
    public IList<string> Folders { get; } = [];

    /// <summary>Gets or sets the number of requests a model works on at once, 1 to 64. Default: 4. Each holds key/value memory for a whole context.</summary>
    [Range(1, 64)]
    public int Slots { get; set; } = 4;

    /// <summary>Gets or sets the most tokens of context, 16 to 1,048,576. Default: 8192. A model with a shorter context keeps it; each slot holds memory for all of it.</summary>
    [Range(16, 1_048_576)]
    public int ContextLength { get; set; } = 8192;

    /// <summary>Gets or sets the most requests that wait for a slot, 1 to 10,000. Default: 64. One more is answered 503 with Retry-After.</summary>
    [Range(1, 10_000)]
    public int MaxQueueLength { get; set; } = 64;

    /// <summary>Gets or sets the prompt tokens one run takes, 16 to 2,048. Default: 128. Smaller chunks delay other requests less.</summary>
    [Range(16, 2048)]
    public int PrefillChunkTokens { get; set; } = 128;

    /// <summary>Gets or sets the threads inside one operator, 0 to 256. Default: 0, what the model folder asks for or else half the cores.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>Gets or sets whether the older attention kernels are used, which decode faster on CPUs with AVX-512. Default: true.</summary>
    public bool DisableFlashAttention { get; set; } = true;
}
