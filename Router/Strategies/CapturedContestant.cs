namespace Switchyard.Router.Strategies;

/// <summary>One whose answer would have been compared with the others'.</summary>
/// <param name="caller">The caller's request.</param>
/// <param name="decided">Ends when there is nothing left to compare, or the caller leaves.</param>
internal sealed class CapturedContestant(HttpContext caller, CancellationToken decided) : IContestant
{
    public bool IsLost => caller.Features.Get<IContestant>() is { IsLost: true } || (decided.IsCancellationRequested && !caller.RequestAborted.IsCancellationRequested);
}
