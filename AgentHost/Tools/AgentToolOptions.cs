using System.ComponentModel.DataAnnotations;

namespace Switchyard.AgentHost.Tools;

/// <summary>What the tools of this host's agents may reach, section <c>AgentHost:Tools</c>.</summary>
public sealed class AgentToolOptions
{
    public const string SectionName = "AgentHost:Tools";

    /// <summary>Gets or sets the folder of documents that searches look through. Empty, the default, means that there are none.</summary>
    public string? DocumentsFolder { get; set; }

    /// <summary>Gets the hosts that web tools may ask: <c>example.com</c>, <c>*.example.com</c> for those below it, <c>*</c> for all. Default: none named, which means all public ones.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Gets the networks that web tools may ask although they are not public, as <c>10.1.0.0/16</c>. Default: none.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Gets or sets the most bytes of a page. Default: 2 MB.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int MaxPageBytes { get; set; } = 2_000_000;
}
