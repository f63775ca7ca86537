namespace Switchyard.Router.Balancing;

/// <summary>The endpoint a policy chose.</summary>
/// <param name="Index">Which of those it was given.</param>
/// <param name="Why">The reason, for the request's record.</param>
internal readonly record struct BalancingChoice(int Index, string Why)
{
    /// <summary>Gets the prompt, where the policy wants to learn from its answer.</summary>
    public PrefixPath? Prefix { get; init; }
}
