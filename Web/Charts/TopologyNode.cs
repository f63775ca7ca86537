using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Charts;

/// <summary>One station of the picture.</summary>
internal sealed record TopologyNode(ResourceState Resource, double X, double Y)
{
    public const double Width = 132;
    public const double Height = 40;

    public double Left => X;

    public double Right => X + Width;

    public double Middle => Y + (Height / 2);
}
