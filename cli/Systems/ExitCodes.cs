namespace Switchyard.Cli.Systems;

/// <summary>What the commands exit with. Three for "not running" is what service managers use.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int NotRunning = 3;
}
