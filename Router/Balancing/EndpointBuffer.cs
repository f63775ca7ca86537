using System.Runtime.CompilerServices;
using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>Room on the stack for as many endpoints as a model commonly has.</summary>
[InlineArray(Length)]
internal struct EndpointBuffer
{
    public const int Length = 16;

    private UpstreamEndpoint _first;
}
