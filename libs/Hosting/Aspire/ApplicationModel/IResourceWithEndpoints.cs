namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that serves on endpoints.</summary>
public interface IResourceWithEndpoints : IResource;
