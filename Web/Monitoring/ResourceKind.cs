namespace Switchyard.Web.Monitoring;

/// <summary>What part a resource plays, for its place in the picture.</summary>
public enum ResourceKind
{
    Web,
    Router,
    Agents,
    Node,
    Store,
}
