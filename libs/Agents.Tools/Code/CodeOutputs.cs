using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Sandbox;

namespace Switchyard.Agents.Tools.Code;

/// <summary>What a model is shown of code that ran, and what such code can have done.</summary>
internal static class CodeOutputs
{
    /// <summary>What the code printed, or the value of its last line where it printed nothing.</summary>
    public static string Read(CodeResult result)
    {
        var printed = string.Join('\n', new[] { result.Stdout.TrimEnd(), result.Stderr.TrimEnd() }.Where(text => text.Length > 0));
        var shown = printed.Length > 0 ? printed : result.Value ?? string.Empty;
        return result.IsTruncated ? $"{shown}\n(the output was longer; this is its beginning)" : shown;
    }

    /// <summary>The files that it wrote.</summary>
    public static ArtefactSet ArtefactsOf(CodeResult result) =>
        new([.. result.Artefacts.Select(static artefact => new Artefact(artefact.Name, artefact.Size, artefact.Content))], result.ArtefactsLeftOut);

    /// <summary>Code that gets out of its sandbox neither to the network nor to the system changes nothing outside, and may be run again.</summary>
    public static EffectClass EffectOf(SandboxOptions options) =>
        options is { UseSandbox: true, AllowSystemAccess: false, AllowNetwork: false } ? EffectClass.Pure : EffectClass.Unsafe;
}
