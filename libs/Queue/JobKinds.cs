namespace Switchyard.Queue;

/// <summary>Tells which kinds of jobs a worker does. One that ends with an asterisk stands for all that begin with what is before it.</summary>
public static class JobKinds
{
    internal const char Rest = '*';

    /// <summary>Gets whether <paramref name="kind"/> is among <paramref name="kinds"/>; all are where there are none.</summary>
    public static bool Include(IReadOnlyCollection<string> kinds, string kind)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return kinds.Count == 0 || kinds.Any(some => Includes(some, kind));
    }

    /// <summary>Gets whether <paramref name="kind"/> is <paramref name="some"/>, or one of those it stands for.</summary>
    public static bool Includes(string some, string kind)
    {
        ArgumentNullException.ThrowIfNull(some);
        ArgumentNullException.ThrowIfNull(kind);
        return some.EndsWith(Rest) ? kind.AsSpan().StartsWith(some.AsSpan(0, some.Length - 1), StringComparison.Ordinal) : some == kind;
    }
}
