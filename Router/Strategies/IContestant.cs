namespace Switchyard.Router.Strategies;

/// <summary>Stands among a context's features where others answer the same request at the same time.</summary>
internal interface IContestant
{
    /// <summary>Gets whether its answer is not waited for any more, because the others' was enough.</summary>
    bool IsLost { get; }
}
