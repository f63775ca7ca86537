namespace Switchyard.Router.PassThrough;

/// <summary>What is read of a request to make images; the rest is the upstream's to judge.</summary>
internal sealed record ImageBody
{
    /// <summary>Gets the model string.</summary>
    public string? Model { get; init; }

    /// <summary>Gets what the images are to show.</summary>
    public string? Prompt { get; init; }
}
