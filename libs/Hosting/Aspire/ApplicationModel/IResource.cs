namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the composed application.</summary>
public interface IResource
{
    /// <summary>Gets the name, unique in the application without regard to case.</summary>
    string Name { get; }
}
