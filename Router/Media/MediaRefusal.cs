using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Media;

/// <summary>Ends the reading of a request's files: one of them may not go on. Caught where they are read.</summary>
internal sealed class MediaRefusal(ApiError error) : Exception(error.Message)
{
    public ApiError Error { get; } = error;
}
