namespace Switchyard.Agents.Tools.Search;

/// <summary>How searches say what they found.</summary>
public static class SearchOutput
{
    /// <summary>What a search that found nothing says, as the embedded model learned it.</summary>
    public const string Nothing = "[]";
}
