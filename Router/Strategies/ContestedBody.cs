namespace Switchyard.Router.Strategies;

/// <summary>A contender's answer: the caller's own response to the one that writes first, nothing to the others. The caller's pace is the winner's.</summary>
internal sealed class ContestedBody(Contest contest, Contender contender) : WriteOnlyStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        contest.Claim(contender);
        return contest.Caller.Response.Body.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        contest.Claim(contender);
        return contest.Caller.Response.Body.FlushAsync(cancellationToken);
    }
}
