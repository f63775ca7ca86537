using System.Runtime.InteropServices;

namespace Switchyard.Cli.Systems;

/// <summary>Gives Ctrl-C two meanings: it stops the answer that is coming; with none coming it ends the program.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PosixSignalRegistration _registration;
    private CancellationTokenSource? _answer;

    public Interrupts() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);

    /// <summary>Begins an answer; the token fires at Ctrl-C.</summary>
    public CancellationToken BeginAnswer()
    {
        lock (_lock)
        {
            _answer?.Dispose();
            _answer = new CancellationTokenSource();
            return _answer.Token;
        }
    }

    /// <summary>Ends the answer.</summary>
    public void EndAnswer()
    {
        lock (_lock)
        {
            _answer?.Dispose();
            _answer = null;
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        EndAnswer();
    }

    private void OnInterrupt(PosixSignalContext context)
    {
        lock (_lock)
        {
            if (_answer is { IsCancellationRequested: false } answer)
            {
                context.Cancel = true;
                answer.Cancel();
            }
        }
    }
}
