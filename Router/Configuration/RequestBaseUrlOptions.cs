namespace Switchyard.Router.Configuration;

/// <summary>Whether a request may name the endpoint that serves it. Off unless it is switched on, and then for listed hosts only.</summary>
internal sealed class RequestBaseUrlOptions
{
    /// <summary>Gets or sets whether requests may. Default: no.</summary>
    public bool Enabled { get; set; }

    /// <summary>Gets the hosts they may name: <c>llm.example</c>, <c>*.example</c> for those below it, <c>*</c> for all public ones. Needed where requests may.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Gets the networks that are not public and may be reached all the same, as <c>10.1.0.0/16</c>. Default: none.</summary>
    public IList<string> AllowedNetworks { get; } = [];
}
