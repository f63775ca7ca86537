namespace Switchyard.Sandbox.Processes;

/// <summary>How a process came to its end without an answer.</summary>
/// <param name="Status">Its status; null where it is not known.</param>
/// <param name="WasMute">Whether it went on, but no answer of its could come any more, or none that is one.</param>
internal readonly record struct ProcessEnd(int? Status, bool WasMute)
{
    private const int FirstSignal = 128;

    /// <summary>Says it in a sentence.</summary>
    public string Describe() => (Status - FirstSignal) switch
    {
        _ when WasMute => "The code closed or disturbed the outputs on which answers come, and was ended.",
        // SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV: numbers that all processors share which the sandbox knows.
        4 or 6 or 7 or 8 or 11 => $"Python crashed with signal {Status - FirstSignal}.",
        9 or null => "Python was ended by signal 9: no limit of its own, so the machine ran out of memory, or somebody ended it.",
        31 => "Python was ended by signal 31: it made a system call that the sandbox does not know.",
        > 0 and var signal => $"Python was ended by signal {signal}.",
        _ => $"Python was ended with status {Status}, without an answer.",
    };
}
