namespace Switchyard.Agents.Tools;

/// <summary>The categories of the tools that come with the product.</summary>
public static class ToolCategories
{
    /// <summary>Numbers.</summary>
    public const string Math = "math";

    /// <summary>Text.</summary>
    public const string Text = "text";

    /// <summary>JSON, CSV and XML.</summary>
    public const string Data = "data";

    /// <summary>The user's files.</summary>
    public const string Files = "files";

    /// <summary>Pages and searches.</summary>
    public const string Web = "web";

    /// <summary>Dates and clocks.</summary>
    public const string Time = "time";

    /// <summary>What was to be remembered.</summary>
    public const string Memory = "memory";

    /// <summary>The host.</summary>
    public const string System = "system";

    /// <summary>Programs.</summary>
    public const string Code = "code";

    /// <summary>Messages to others.</summary>
    public const string Communication = "communication";

    /// <summary>People in the loop.</summary>
    public const string Human = "human";

    /// <summary>Pictures and sound.</summary>
    public const string Media = "media";

    /// <summary>Other agents.</summary>
    public const string Agents = "agents";
}
