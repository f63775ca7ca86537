namespace Switchyard.Queue.Files;

/// <summary>What is said of a file when all of it is there.</summary>
/// <param name="Name">What it is called; at most 255 characters.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="KeepFor">How long it is kept, counted from when it was begun.</param>
public sealed record FileTerms(string Name, FilePurpose Purpose, TimeSpan KeepFor)
{
    private const int MaxName = 255;
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3_650);

    /// <summary>Whose file it is, named as in <see cref="JobSubmission.Tenant"/>.</summary>
    public string Tenant { get; init; } = JobSubmission.DefaultTenant;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Name.Length, 1, nameof(Name));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Name.Length, MaxName, nameof(Name));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepFor, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(KeepFor, s_longest);
        if (!StorableText.CanKeep(Name))
        {
            throw new ArgumentException("A file's name has no zero characters and no halves of surrogate pairs.", nameof(Name));
        }

        SubmissionRules.Require(SubmissionRules.FindInTenant(Tenant));
    }
}
