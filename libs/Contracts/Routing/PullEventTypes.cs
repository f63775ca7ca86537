namespace Switchyard.Contracts.Routing;

/// <summary>The types of the events of a pull. The last is <see cref="Done"/> or <see cref="Error"/>.</summary>
public static class PullEventTypes
{
    /// <summary>It begins.</summary>
    public const string Pull = "pull";

    /// <summary>It goes on.</summary>
    public const string Progress = "progress";

    /// <summary>The model is there and listed.</summary>
    public const string Done = "done";

    /// <summary>It failed or was cancelled; the data is an error as other answers have it.</summary>
    public const string Error = "error";
}
