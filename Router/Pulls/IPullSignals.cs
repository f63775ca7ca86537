namespace Switchyard.Router.Pulls;

/// <summary>How routers tell each other that a pull is to end: it can be cancelled only where it began.</summary>
/// <remarks>Thread-safe.</remarks>
internal interface IPullSignals
{
    /// <summary>Gets whether there is a way to other routers.</summary>
    bool IsShared { get; }

    /// <summary>Has the router where the pull <paramref name="id"/> began cancel it.</summary>
    /// <returns>Whether one did.</returns>
    /// <exception cref="System.Data.Common.DbException">There is no way to them now.</exception>
    Task<bool> CancelAsync(string id, CancellationToken cancellationToken);
}
