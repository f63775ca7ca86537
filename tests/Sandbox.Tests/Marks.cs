namespace Switchyard.Sandbox.Tests;

/// <summary>Counts the processes that carry a mark in what they were started with.</summary>
internal static class Marks
{
    public static int Count(string mark) => Directory.EnumerateDirectories("/proc").Count(folder =>
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(folder)[0]) && File.ReadAllText($"{folder}/environ").Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    /// <summary>Counts those that are left after the moment the kernel needs to clear the others away.</summary>
    public static async Task<int> CountDownAsync(string mark)
    {
        for (var left = 200; left > 0 && Count(mark) > 0; left--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        return Count(mark);
    }
}
