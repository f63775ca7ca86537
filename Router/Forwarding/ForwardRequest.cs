using Switchyard.Router.Media;
using Switchyard.Router.PassThrough;
using Switchyard.Router.Routing;
using Switchyard.Router.Structures;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Forwarding;

/// <summary>A request ready to be sent, to one upstream after the other if it must.</summary>
/// <param name="Operation">Where it goes.</param>
/// <param name="Body">The caller's bytes, unchanged.</param>
/// <param name="Model">Where in them the model is named.</param>
/// <param name="ModelName">What the caller wrote there.</param>
/// <param name="Hints">What its headers say of where it may go.</param>
internal sealed record ForwardRequest(UpstreamOperation Operation, ReadOnlyMemory<byte> Body, ModelMember Model, string? ModelName, RouteHints Hints)
{
    /// <summary>Gets the request for upstreams of another dialect than the caller's; <see langword="null"/> where only the caller's bytes can be sent.</summary>
    public CallerRequest? Caller { get; init; }

    /// <summary>Gets whether <see cref="Caller"/> says what is asked and <see cref="Body"/> no longer does: no upstream gets the bytes as they are.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>Gets the form its answers are checked for; <see langword="null"/> where they go to the caller as they come.</summary>
    public StructuredFormat? Format { get; init; }

    /// <summary>Gets the files in the body.</summary>
    public IReadOnlyList<MediaItem> Media { get; init; } = [];

    /// <summary>Gets the form that the body is; <see langword="null"/> where it is a JSON object.</summary>
    public ModelForm? Form { get; init; }

    /// <summary>Gets whether another upstream may go on with its answer if that breaks off.</summary>
    public bool MayContinue { get; init; }
}
