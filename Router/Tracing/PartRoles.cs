namespace Switchyard.Router.Tracing;

/// <summary>The words of the API for whose a part is. A caller's own word is not kept: it may be anything.</summary>
internal static class PartRoles
{
    public const string System = "system";
    public const string User = "user";
    public const string Assistant = "assistant";
    public const string Tool = "tool";

    /// <summary>Gets the word for a dialect's.</summary>
    public static string Of(string word) => word switch
    {
        System or User or Assistant or Tool => word,
        "developer" => System,
        "function" => Tool,
        _ => "other",
    };
}
