namespace Switchyard.Cli.Systems;

/// <summary>What the commands exit with. Three for "not running" is what service managers use.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int NotRunning = 3;

    /// <summary>A job was not started in time, or took too long.</summary>
    public const int TimedOut = 4;

    /// <summary>A job was cancelled.</summary>
    public const int Cancelled = 5;

    /// <summary>Ctrl-C, as shells say it.</summary>
    public const int Interrupted = 130;
}
