namespace Switchyard.Agents.Tools.Search;

/// <summary>Where a search service is, and how it knows who asks.</summary>
public sealed class SearxngOptions
{
    /// <summary>Gets the address that is asked, like <c>http://searxng:8080/search</c>. Its host is trusted, also where it is not public: whoever configures it means it.</summary>
    public required Uri Address { get; init; }

    /// <summary>Gets the header that carries <see cref="Key"/>; <see langword="null"/> where the service wants none.</summary>
    public string? KeyHeader { get; init; }

    /// <summary>Gets the key.</summary>
    public string? Key { get; init; }

    /// <summary>Gets how long one answer may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
