using Microsoft.AspNetCore.Http.Features;

namespace Switchyard.Router.Strategies;

/// <summary>A response that has started when the caller's has.</summary>
internal sealed class DetachedResponse(Func<bool> hasStarted) : HttpResponseFeature
{
    public override bool HasStarted => hasStarted();
}
