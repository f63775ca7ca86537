using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Models;

/// <summary>The small models of eng/models.</summary>
internal static class SmallModel
{
    /// <summary>Gets tokens that differ from each other, all of them bytes.</summary>
    public static int[] Text { get; } = [.. Enumerable.Range(0, 40).Select(i => ((i * 37) + 11) % 256)];

    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "Models", "Folders", name);

    public static ModelRunner CreateRunner(string name, int slots = 3) =>
        new(Folder(name), GenAIConfig.Read(Folder(name)), new ExecutionOptions { Slots = slots, PrefillChunkTokens = 64 });
}
