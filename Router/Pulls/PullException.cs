using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Pulls;

/// <summary>A provider did not do what it was asked for.</summary>
/// <param name="error">What the caller is told.</param>
/// <param name="inner">The cause, if any.</param>
internal sealed class PullException(ApiError error, Exception? inner = null) : Exception(error.Message, inner)
{
    public ApiError Error => error;
}
