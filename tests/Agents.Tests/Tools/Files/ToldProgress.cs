using Switchyard.Agents.Tools.Progress;

namespace Switchyard.Agents.Tests.Tools.Files;

/// <summary>Remembers what it is told.</summary>
internal sealed class ToldProgress : IProgress<ToolProgress>
{
    public List<string> Texts { get; } = [];

    public void Report(ToolProgress value) => Texts.Add(value.Text);
}
