namespace Aspire.Hosting.ApplicationModel;

/// <summary>Configures one resource.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
/// <remarks>Builders are used while composing, on one thread.</remarks>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>Gets the application the resource belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>Gets the resource.</summary>
    T Resource { get; }
}
