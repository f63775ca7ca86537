namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Who may manage this node.</summary>
internal sealed class AdminOptions
{
    public const string SectionName = "Security";

    /// <summary>Gets or sets the key that admin requests carry as <c>Authorization: Bearer</c>. Default: none, and then every program on this machine may manage the node.</summary>
    public string? OperatorKey { get; set; }
}
