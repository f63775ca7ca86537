namespace Switchyard.Router.Configuration;

/// <summary>By what one of a model's endpoints is chosen.</summary>
internal enum BalancingPolicyKind
{
    /// <summary>The least work under way.</summary>
    LeastOutstandingTokens,

    /// <summary>Less work under way of two taken at random.</summary>
    PowerOfTwo,

    /// <summary>In turn.</summary>
    RoundRobin,

    /// <summary>In turn, as often as the weights say.</summary>
    Weighted,

    /// <summary>The beginning of the prompt that an endpoint has read before.</summary>
    Prefix,

    /// <summary>The conversation.</summary>
    Session,
}
