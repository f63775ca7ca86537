namespace Switchyard.Router.DataClasses;

/// <summary>A request that was kept from a provider.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="DataClass">Its class.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model that would have served it there.</param>
/// <param name="IsRefused">Whether nobody else could serve it either.</param>
/// <param name="At">When.</param>
internal sealed record DataClassRefusal(string RequestId, string DataClass, string Provider, string Model, bool IsRefused, DateTimeOffset At)
{
    /// <summary>Gets the kinds of personal data and secrets that were the reason; <see langword="null"/> where its class was.</summary>
    public string? Found { get; init; }
}
