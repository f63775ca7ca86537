namespace Switchyard.Router.Endpoints;

/// <summary>All that is read of a body before its dialect's reader takes it: the checks every body passes need a type, and this one costs no more than they do.</summary>
internal sealed record ModelBody
{
    /// <summary>Gets the model string.</summary>
    public string? Model { get; init; }
}
