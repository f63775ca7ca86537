using Aspire.Hosting.ApplicationModel;

namespace Switchyard.Hosting.Model;

/// <summary>A reference to a store by its connection string.</summary>
internal sealed record ConnectionConfig(Resource Source, string Name);
