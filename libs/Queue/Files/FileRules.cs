namespace Switchyard.Queue.Files;

/// <summary>What holds of files in every store.</summary>
internal static class FileRules
{
    /// <summary>How long nobody may add to a file that is not complete.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public const int MaxLimit = 10_001;
}
