using Switchyard.Redaction;

namespace Switchyard.Router.PersonalData;

/// <summary>
/// Has texts looked through. Short ones are at once, where the request is; long ones on a thread of their own, so that none of those that serve other requests
/// is held for seconds, and few at a time. It ends when the caller leaves, and where it takes too long.
/// </summary>
internal sealed class SensitiveSearch(TimeProvider time) : IDisposable
{
    /// <summary>The longest text that is looked through at once, in bytes or characters; most requests are shorter.</summary>
    public const int MaxLengthAtOnce = 16 * 1024;

    // Several times what the largest body takes on a machine with more to do.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly IReadOnlyList<SensitivePlace> s_unknown = [new(SensitiveKinds.Unknown, "the body")];

    private readonly SemaphoreSlim _turns = new(Math.Max(Environment.ProcessorCount / 2, 1));

    /// <summary>Has <paramref name="find"/> look through a text of <paramref name="length"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public ValueTask<IReadOnlyList<SensitivePlace>> FindAsync(long length, Func<CancellationToken, IReadOnlyList<SensitivePlace>> find, CancellationToken cancellationToken) =>
        length <= MaxLengthAtOnce ? new(find(cancellationToken)) : new(FindApartAsync(find, cancellationToken));

    public void Dispose() => _turns.Dispose();

    private async Task<IReadOnlyList<SensitivePlace>> FindApartAsync(Func<CancellationToken, IReadOnlyList<SensitivePlace>> find, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            using var patience = new CancellationTokenSource(s_patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            try
            {
                return await Task.Factory.StartNew(() => find(either.Token), either.Token, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // What cannot be looked at does not leave.
                return s_unknown;
            }
        }
        finally
        {
            _turns.Release();
        }
    }
}
