namespace Switchyard.Router.Configuration;

/// <summary>How much the Router may expect of a provider.</summary>
internal enum ProviderKind
{
    /// <summary>The system's own nodes: their models stay known while they restart, and requests get tokenised there.</summary>
    Nodes,

    /// <summary>A configured or known endpoint.</summary>
    Endpoint,

    /// <summary>An endpoint looked for without being asked: its models are there only while it is.</summary>
    Probed,

    /// <summary>An endpoint that a request named: nothing is known of it, and nothing kept.</summary>
    Caller,
}
