using System.ComponentModel.DataAnnotations;

namespace Switchyard.InferenceNode.Models;

/// <summary>Which models this node serves, and how.</summary>
internal sealed class ModelsOptions
{
    public const string SectionName = "Models";

    /// <summary>Gets the model folders, in the layout of ONNX Runtime GenAI. Default: the embedded model, <c>models/pocket</c>. The first is served when a request names no model.</summary>
    public IList<string> Folders { get; } = [];

    /// <summary>Gets or sets the number of requests a model works on at once, 1 to 256. Default: 16. Each may come to hold key/value memory for a whole context; one that is free costs nothing.</summary>
    [Range(1, 256)]
    public int Slots { get; set; } = 16;

    /// <summary>Gets or sets the most tokens of context, 16 to 1,048,576. Default: 8192. A model with a shorter context keeps it; each slot may come to hold memory for all of it.</summary>
    [Range(16, 1_048_576)]
    public int ContextLength { get; set; } = 8192;

    /// <summary>Gets or sets the most requests that wait for a slot, 1 to 10,000. Default: 64. One more is answered 503 with Retry-After.</summary>
    [Range(1, 10_000)]
    public int MaxQueueLength { get; set; } = 64;

    /// <summary>Gets or sets how long a request may wait for a slot, 1 second to 1 hour. Default: 30 seconds. After it the answer is 503 with Retry-After.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan QueueTimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the most tokens, prompts and answers as long as they may become, of all requests that hold a slot, from 0. Default: 0,
    /// as many as <see cref="Slots"/> can hold. A request beyond it waits; one whole context always fits.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long TokenBudget { get; set; }

    /// <summary>Gets or sets the most memory, in MiB, for keys and values of prompts that may come again, 0 to 1,048,576. Default: 256; 0 keeps none. It grows with use.</summary>
    [Range(0, 1_048_576)]
    public int PrefixCacheMegabytes { get; set; } = 256;

    /// <summary>Gets or sets the tokens of one block of the prefix cache, 1 to 1,024. Default: 16. Shared beginnings are found in multiples of it.</summary>
    [Range(1, 1024)]
    public int PrefixBlockTokens { get; set; } = 16;

    /// <summary>Gets or sets the prompt tokens one run takes, 16 to 2,048. Default: 128. Smaller chunks delay other requests less.</summary>
    [Range(16, 2048)]
    public int PrefillChunkTokens { get; set; } = 128;

    /// <summary>Gets or sets the threads inside one operator, 0 to 256. Default: 0, what the model folder asks for, or else all cores for weights of more than 32 MiB and half of them for smaller ones.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>Gets or sets whether the older attention kernels are used, which decode faster on CPUs with AVX-512. Default: true.</summary>
    public bool DisableFlashAttention { get; set; } = true;

    /// <summary>
    /// Gets or sets whether a request may bring its own chat template. Default: false. A template is a program of the caller's; it is stopped
    /// when it takes too much, but may take up to that with each request.
    /// </summary>
    public bool TrustRequestChatTemplate { get; set; }
}
